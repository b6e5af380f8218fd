"""Community teams and what they and producers were trained in, which the province counts."""
