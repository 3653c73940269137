"""A file is looked at by its content, drawn anew, and does no harm whatever it is."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests import pictures
from townline.platform.core.inspecting.report import MediaLimits, MediaProblem
from townline.platform.core.inspecting.video import first_frame
from townline.platform.core.media.inspection import inspect

HEIC = Path(__file__).parent / "data" / "road.heic"


@pytest.fixture
def look(tmp_path):
    def inspect_bytes(data, purpose="show"):
        source = tmp_path / "source"
        source.write_bytes(data)
        return inspect(source, purpose=purpose)

    return inspect_bytes


def open_image(data):
    return Image.open(io.BytesIO(data))


KINDS = {
    "jpeg": pictures.jpeg(),
    "png": pictures.encode_image(pictures.draw_image(mode="RGBA"), "PNG", exif=pictures.exif()),
    "webp": pictures.encode_image(pictures.draw_image(), "WEBP", exif=pictures.exif()),
    "gif": pictures.encode_image(pictures.draw_image(mode="P"), "GIF"),
    "heic": HEIC.read_bytes(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_anew_without_what_it_told(look, kind):
    found = look(KINDS[kind])
    assert (found.report.kind, found.report.problem) == (kind, "")
    for copy in (found.view, found.thumbnail):
        assert open_image(copy).format == "JPEG"
        assert not pictures.contains_place(copy)
        assert not open_image(copy).getexif()
    assert len(found.thumbnail) <= 15_000
    assert max(open_image(found.thumbnail).size) == 240


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_the_position_is_read(look, kind):
    assert pictures.contains_place(KINDS[kind])
    report = look(KINDS[kind]).report
    assert (report.latitude, report.longitude) == pytest.approx(pictures.PLACE, abs=1e-4)


@pytest.mark.parametrize("place", [None, (0.0, 0.0)])
def test_no_position_is_no_position(look, place):
    report = look(pictures.jpeg(place=place)).report
    assert (report.latitude, report.longitude, report.problem) == (None, None, "")


def test_a_picture_is_shown_upright(look):
    found = look(pictures.jpeg((400, 200), orientation=6))
    assert (found.report.width, found.report.height) == (200, 400)
    view = open_image(found.view)
    assert view.size == (200, 400)
    # The sky was above; turned by 90 degrees it is on the right.
    red, _, blue = view.getpixel((190, 200))
    assert blue > red + 60


def test_what_leaves_is_small_enough_for_every_network(look):
    noise = pictures.encode_image(Image.effect_noise((3000, 2000), 90).convert("RGB"), quality=80)
    found = look(noise, purpose="leave")
    assert len(found.view) <= 200_000
    assert max(open_image(found.view).size) <= 1440


def test_a_hundred_megapixels_in_twenty_kilobytes_are_refused(look):
    data = pictures.bomb()
    assert len(data) < 20_000
    found = look(data)
    assert (found.report.problem, found.view, found.thumbnail) == (
        MediaProblem.TOO_MANY_PIXELS,
        b"",
        b"",
    )


def test_a_gif_that_is_a_page_too_leaves_as_a_picture_only(look):
    found = look(pictures.polyglot())
    assert found.report.problem == ""
    assert b"script" not in found.view + found.thumbnail


def test_a_jpeg_cut_short_shows_what_came(look):
    whole = pictures.jpeg((1200, 900))
    found = look(whole[: len(whole) // 2])
    assert found.report.problem == MediaProblem.CUT_SHORT
    assert open_image(found.view).size == (1200, 900)


@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_heic_cut_short_is_told_as_broken(look, part):
    data = HEIC.read_bytes()
    found = look(data[: int(len(data) * part)])
    assert (found.report.problem, found.view) == (MediaProblem.BROKEN, b"")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<html>", b"PK\x03\x04", b"\xff\xd8", b"RIFF\0\0\0\0WAVE"]
)
def test_other_kinds_are_refused(look, data):
    assert look(data).report.problem == MediaProblem.OTHER_KIND


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFFxxxxWEBP"]
)
def test_a_beginning_alone_is_broken(look, head):
    assert look(head + bytes(200)).report.problem == MediaProblem.BROKEN


def moving(*sizes, colours=("red", "green", "blue")):
    frames = [Image.new("RGB", sizes[0], colour) for colour in colours]
    return pictures.encode_image(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=200, comment=b"+37.5"
    )


def test_a_moving_gif_moves_in_its_copy_and_holds_only_pixels(look):
    data = moving((80, 60))
    assert pictures.contains_place(data)
    found = look(data)
    assert (found.report.moving, found.report.moves) == (True, True)
    copy = open_image(found.view)
    assert (copy.format, copy.n_frames, copy.size) == ("WEBP", 3, (80, 60))
    copy.seek(2)
    copy.load()
    assert copy.info["duration"] == 200
    assert copy.convert("RGB").getpixel((10, 10))[2] > 200
    assert not pictures.contains_place(found.view)
    assert open_image(found.thumbnail).format == "JPEG"


def test_what_leaves_is_the_first_picture(look):
    found = look(moving((80, 60)), purpose="leave")
    assert (found.report.moving, found.report.moves) == (True, False)
    assert open_image(found.view).format == "JPEG"
    assert open_image(found.view).getpixel((10, 10))[0] > 200


def test_a_gif_of_too_many_pictures_shows_its_first(look):
    colours = [(n, 255 - n, 0) for n in range(200)]
    found = look(moving((40, 30), colours=colours))
    assert (found.report.moving, found.report.moves, found.report.problem) == (True, False, "")
    assert open_image(found.view).format == "JPEG"


@pytest.mark.parametrize("part", [0.4, 0.8])
def test_a_moving_gif_cut_short_shows_what_came(look, part):
    noise = [Image.effect_noise((200, 150), 60).convert("P") for _ in range(4)]
    data = pictures.encode_image(noise[0], "GIF", save_all=True, append_images=noise[1:])
    found = look(data[: int(len(data) * part)])
    assert found.view
    assert open_image(found.thumbnail).size


VIDEO = Path(__file__).parent / "data" / "road.mp4"


def test_a_video_shows_its_first_picture(look):
    found = look(VIDEO.read_bytes())
    assert (found.report.problem, found.report.width, found.report.height) == ("", 320, 240)
    picture = open_image(found.thumbnail)
    assert (picture.format, picture.size) == ("JPEG", (240, 180))
    # The sky above, the road below.
    assert picture.getpixel((120, 20))[2] > picture.getpixel((120, 160))[2] + 60
    assert len(found.thumbnail) <= 15_000


@pytest.mark.parametrize("data", [pictures.mp4(), VIDEO.read_bytes().replace(b"avc1", b"xvid")])
def test_a_video_that_nobody_can_draw_still_plays(look, data):
    found = look(data)
    assert (found.report.problem, found.thumbnail) == ("", b"")
    assert found.view


def test_without_the_program_a_video_has_no_picture(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    limits = MediaLimits(pixels=1_000_000, seconds=60, side=2048, copy_bytes=1_000_000)
    assert first_frame(VIDEO, tmp_path, limits) is None


def test_a_video_loses_its_metadata_and_nothing_moves(look):
    data = pictures.mp4()
    found = look(data)
    assert (found.report.problem, found.report.seconds) == ("", 12.0)
    assert (found.report.latitude, found.report.longitude) == (37.5665, 126.978)
    assert not pictures.contains_place(found.view)
    assert len(found.view) == len(data)
    assert found.view[-1008:] == data[-1008:]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pictures.mp4(seconds=61), MediaProblem.TOO_LONG),
        (pictures.mp4(handlers=(b"vide", b"meta")), MediaProblem.HIDDEN_TRACK),
        (pictures.mp4(handlers=(b"soun",)), MediaProblem.BROKEN),
        (pictures.mp4()[:-9], MediaProblem.BROKEN),
    ],
)
def test_a_video_that_cannot_be_shown_says_why(look, data, problem):
    found = look(data)
    assert (found.report.problem, found.view) == (problem, b"")
