/* The simple world of world.py in C, compiled at -O2; the same luck at the same addresses as ours.py. */
#include <math.h>
#include <stdint.h>

enum { DOMAINS = 7, NOBODY = -1, MOST = 100000 };

typedef struct {
    double usual_need, drift, shock, shock_size, seek, help;
    double bonding, fading, trusting, least_trust, trust_of_bond;
    double crisis, crisis_need, crisis_bond, crisis_trust;
    int32_t places, episode;
} Numbers;

typedef struct {
    uint32_t luck[8];
    double need[DOMAINS], trust, bond;
    int32_t coached, waits_for, asked, helped_by, weeks_left;
} Person;

typedef struct {
    double crises, waiting, helped, need, trust;
} Counts;

static void philox(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t key, uint32_t key_high, uint32_t *out) {
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)a * 0xD2511F53u, p1 = (uint64_t)c * 0xCD9E8D57u;
        a = (uint32_t)(p1 >> 32) ^ b ^ key;
        b = (uint32_t)p1;
        c = (uint32_t)(p0 >> 32) ^ d ^ key_high;
        d = (uint32_t)p0;
        key += 0x9E3779B9u;
        key_high += 0xBB67AE85u;
    }
    out[0] = a; out[1] = b; out[2] = c; out[3] = d;
}

static double luck_of(const Person *person, int purpose) {
    return (person->luck[purpose] + 0.5) * 0x1p-32;
}

static int happens(const Person *person, int purpose, double hazard) {
    double luck = luck_of(person, purpose);
    return luck < hazard && luck < 1.0 - exp(-hazard);
}

static void before_the_queue(Person *person, int week, int32_t *busy, const Numbers *n) {
    if (person->helped_by != NOBODY) {
        if (--person->weeks_left == 0) person->helped_by = NOBODY;
        else busy[person->helped_by]++;
    }
    for (int d = 0; d < DOMAINS; d++) person->need[d] += n->drift * (n->usual_need - person->need[d]);
    if (happens(person, 0, n->shock)) {
        int d = (int)(luck_of(person, 1) * DOMAINS);
        person->need[d] = fmin(1.0, person->need[d] + n->shock_size);
    }
    if (person->waits_for == NOBODY && person->helped_by == NOBODY) {
        int greatest = 0;
        for (int d = 1; d < DOMAINS; d++) if (person->need[d] > person->need[greatest]) greatest = d;
        if (happens(person, 2, n->seek * person->trust * person->need[greatest])) {
            person->waits_for = greatest;
            person->asked = week;
        }
    }
}

static int is_before(const Person *one, const Person *other) {
    if (one->asked != other->asked) return one->asked < other->asked;
    return luck_of(one, 7) < luck_of(other, 7);
}

static void queue(Person *people, int count, int32_t *busy, const Numbers *n) {
    static int32_t asking[MOST];
    for (int d = 0; d < DOMAINS; d++) {
        int waiting = 0;
        if (busy[d] >= n->places) continue;
        for (int i = 0; i < count; i++) if (people[i].waits_for == d) asking[waiting++] = i;
        while (waiting > 0 && busy[d] < n->places) {
            int best = 0;
            for (int i = 1; i < waiting; i++) if (is_before(&people[asking[i]], &people[asking[best]])) best = i;
            Person *person = &people[asking[best]];
            asking[best] = asking[--waiting];
            busy[d]++;
            person->waits_for = NOBODY;
            person->helped_by = d;
            person->weeks_left = n->episode;
        }
    }
}

static void after_the_queue(Person *person, Counts *counts, const Numbers *n) {
    double load = 0.0;
    if (person->helped_by != NOBODY) person->need[person->helped_by] *= n->help;
    if (person->coached) person->bond += n->bonding * (1.0 - person->bond);
    else person->bond *= n->fading;
    person->trust += n->trusting * (n->least_trust + n->trust_of_bond * person->bond - person->trust);
    for (int d = 0; d < DOMAINS; d++) load += person->need[d];
    load /= DOMAINS;
    if (happens(person, 3, n->crisis * exp(n->crisis_need * load - n->crisis_bond * person->bond))) {
        counts->crises++;
        person->trust *= n->crisis_trust;
    }
    counts->waiting += person->waits_for != NOBODY;
    counts->helped += person->helped_by != NOBODY;
}

Counts live(int count, int weeks, int coached, uint32_t key, uint32_t key_high, const Numbers *n) {
    static Person people[MOST];
    Counts counts = {0};
    for (int i = 0; i < count; i++) {
        Person *person = &people[i];
        for (int d = 0; d < DOMAINS; d++) person->need[d] = n->usual_need;
        person->trust = n->least_trust;
        person->bond = 0.0;
        person->coached = i < coached;
        person->waits_for = person->helped_by = NOBODY;
        person->asked = person->weeks_left = 0;
    }
    for (int week = 0; week < weeks; week++) {
        int32_t busy[DOMAINS] = {0};
        for (int i = 0; i < count; i++) {
            philox(1, i, week, 0, key, key_high, people[i].luck);
            philox(1, i, week, 1, key, key_high, people[i].luck + 4);
        }
        for (int i = 0; i < count; i++) before_the_queue(&people[i], week, busy, n);
        queue(people, count, busy, n);
        for (int i = 0; i < count; i++) after_the_queue(&people[i], &counts, n);
    }
    for (int i = 0; i < count; i++) {
        for (int d = 0; d < DOMAINS; d++) counts.need += people[i].need[d];
        counts.trust += people[i].trust;
    }
    return counts;
}
