"""What ``townline doctor`` looks at. Adding a check is one function in one of these lists."""
