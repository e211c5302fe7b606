"""What EarSight needs from Linux distributions, by package name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A need, and the packages that fill it with apt, dnf and pacman.

    A package may be a choice, "new-name|old-name": the first that the system knows is taken.
    """

    purpose: str
    apt: str = ""
    dnf: str = ""
    pacman: str = ""


RUN: tuple[Part, ...] = (
    Part(
        "windows and tray (Qt's X11 libraries)",
        "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
        "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 "
        "libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0t64|libglib2.0-0",
        "mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-image "
        "xcb-util-keysyms xcb-util-renderutil dbus-libs fontconfig glib2",
        "libglvnd libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms "
        "xcb-util-renderutil dbus fontconfig glib2",
    ),
    Part(
        "voice",
        "espeak-ng libespeak-ng1 speech-dispatcher speech-dispatcher-espeak-ng",
        "espeak-ng speech-dispatcher speech-dispatcher-espeak-ng",
        "espeak-ng speech-dispatcher",
    ),
    Part(
        "sound output",
        "alsa-utils libasound2-plugins",
        "alsa-utils alsa-plugins-pulseaudio",
        "alsa-utils alsa-plugins",
    ),
    Part(
        "second OCR engine, for Arabic, Cyrillic, Greek and Indic script",
        "tesseract-ocr tesseract-ocr-eng",
        "tesseract tesseract-langpack-eng",
        "tesseract tesseract-data-eng",
    ),
    Part("clipboard pictures", "xclip wl-clipboard", "xclip wl-clipboard", "xclip wl-clipboard"),
)

TEST: tuple[Part, ...] = (
    Part(
        "a desktop without a screen",
        "xvfb openbox xdotool x11-utils x11-xkb-utils x11-xserver-utils xkb-data trayer xterm "
        "mousepad",
        "xorg-x11-server-Xvfb openbox xdotool xprop xwininfo setxkbmap xkbcomp xmodmap xset trayer "
        "xterm mousepad",
        "xorg-server-xvfb openbox xdotool xorg-xprop xorg-xwininfo xorg-setxkbmap xorg-xkbcomp "
        "xorg-xmodmap xorg-xset trayer xterm mousepad",
    ),
    Part(
        "applications of every toolkit, whose windows are mapped",
        "galculator thunar featherpad chromium adwaita-icon-theme",
        "galculator Thunar featherpad chromium adwaita-icon-theme",
        "galculator thunar featherpad chromium adwaita-icon-theme",
    ),
    Part(
        "its session bus, accessibility and screen reader",
        "dbus dbus-x11 libglib2.0-bin at-spi2-core orca",
        "dbus-daemon dbus-x11 at-spi2-core orca",
        "dbus at-spi2-core orca",
    ),
    Part(
        "its recorded sound",
        "pulseaudio pulseaudio-utils",
        "pulseaudio-utils pulseaudio",
        "libpulse pulseaudio",
    ),
    Part(
        "a Wayland desktop without a screen",
        "sway grim xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk pipewire "
        "wireplumber",
        "sway grim xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk pipewire "
        "wireplumber",
        "sway grim xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk pipewire "
        "wireplumber",
    ),
    Part(
        "language packs and fonts for the reading tests",
        "tesseract-ocr-ara tesseract-ocr-deu tesseract-ocr-ell tesseract-ocr-hin "
        "tesseract-ocr-rus fonts-dejavu-core fonts-noto-core",
        "tesseract-langpack-ara tesseract-langpack-deu tesseract-langpack-ell "
        "tesseract-langpack-hin tesseract-langpack-rus dejavu-sans-fonts google-noto-sans-fonts",
        "tesseract-data-ara tesseract-data-deu tesseract-data-ell tesseract-data-hin "
        "tesseract-data-rus ttf-dejavu noto-fonts",
    ),
    Part(
        "a keyring for the key of a remote model", "gnome-keyring", "gnome-keyring", "gnome-keyring"
    ),
    Part(
        "watching for network use",
        "strace util-linux",
        "strace util-linux",
        "strace util-linux",
    ),
)

NPM = Part("the icon families", "npm", "npm", "npm")
"""Often there already, from elsewhere than the distribution."""

TRAIN: tuple[Part, ...] = (
    Part("web pages to learn from", "chromium", "chromium", "chromium"),
    Part(
        "GTK windows and icon themes to be tested on",
        "xvfb python3-gi gir1.2-gtk-3.0 gnome-themes-extra adwaita-icon-theme breeze-icon-theme "
        "papirus-icon-theme oxygen-icon-theme tango-icon-theme gnome-icon-theme",
        "xorg-x11-server-Xvfb python3-gobject gtk3 gnome-themes-extra adwaita-icon-theme "
        "breeze-icon-theme papirus-icon-theme",
        "xorg-server-xvfb python-gobject gtk3 gnome-themes-extra adwaita-icon-theme breeze-icons "
        "papirus-icon-theme",
    ),
)
