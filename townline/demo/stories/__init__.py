"""What happens in the demo: written scenarios, told as steps of cases at believable times."""
