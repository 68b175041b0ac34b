"""What is said, in a form that can be compared: words, numbers, days, places, who acts."""
