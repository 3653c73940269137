"""What follows the survey: measures, consents and four years of work, of which two are done."""
