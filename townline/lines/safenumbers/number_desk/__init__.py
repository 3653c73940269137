"""Safe parking numbers at the front desk: issued, kept, asked; their calls and figures."""
