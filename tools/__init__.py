"""What is made of the sources besides the warehouse and its documents; none of it is part of the package."""
