"""What EarSight tells about itself: its versions and licences, and a report of a problem."""
