"""What is on a screen: windows, controls, texts and icons, from all that can be known offline."""
