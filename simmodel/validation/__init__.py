"""The model beside what is known from elsewhere: trials that were run, cases that others have solved."""
