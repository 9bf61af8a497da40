"""What the page Site budget shows and reads: tables to edit, what they say, what a budget comes to."""
