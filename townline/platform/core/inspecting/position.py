"""Where a picture was taken, as its EXIF says."""

from collections.abc import Iterable

from PIL import ExifTags, Image

_GPS = ExifTags.GPS


def position(picture: Image.Image) -> tuple[float | None, float | None]:
    """Give latitude and longitude in degrees of WGS 84, or None twice."""
    try:
        gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(gps[_GPS.GPSLatitude], gps.get(_GPS.GPSLatitudeRef), "S")
        longitude = _degrees(gps[_GPS.GPSLongitude], gps.get(_GPS.GPSLongitudeRef), "W")
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, a picture is still a picture
        return None, None
    return (latitude, longitude) if _possible(latitude, longitude) else (None, None)


def position_exif(picture: Image.Image) -> bytes:
    """Give an EXIF block with the position alone; b"" where the picture has none."""
    if position(picture) == (None, None):
        return b""
    found = Image.Exif()
    own = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    gps = found.get_ifd(ExifTags.IFD.GPSInfo)
    for tag in (_GPS.GPSLatitude, _GPS.GPSLatitudeRef, _GPS.GPSLongitude, _GPS.GPSLongitudeRef):
        if tag in own:
            gps[tag] = own[tag]
    return found.tobytes()


def _degrees(parts: Iterable[float], reference: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if reference == negative else value


def _possible(latitude: float, longitude: float) -> bool:
    # Cameras without a fix write zeros.
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 -- degrees
    return inside and (latitude, longitude) != (0, 0)
