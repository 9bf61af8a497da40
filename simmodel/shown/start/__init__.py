"""What the Start page shows: the headline of the shipped base case from stored runs, the doors, and the gallery."""
