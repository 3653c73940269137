"""What is said of each kind of problem, and what is accepted instead."""

from django.utils.translation import gettext_noop

# The whole file, then single features.
SENTENCES = {
    "format": gettext_noop(
        "%(found)s 형식은 읽을 수 없습니다. GeoJSON, GPX, CSV, Shapefile(ZIP 또는 "
        ".shp·.dbf·.prj 함께)을 올려 주세요."
    ),
    "too_large": gettext_noop(
        "파일이 %(size)s MB입니다. %(limit)s MB까지 받습니다. 나누어 올려 주세요."
    ),
    "bomb": gettext_noop("압축을 풀면 %(limit)s MB가 넘습니다. 나누어 올려 주세요."),
    "time": gettext_noop("파일을 읽는 데 너무 오래 걸립니다. 나누어 올려 주세요."),
    "memory": gettext_noop("파일을 읽는 데 메모리가 너무 많이 듭니다. 나누어 올려 주세요."),
    "nesting": gettext_noop(
        "파일의 구조가 너무 깊습니다. 도형마다 속성을 한 단계로 적은 GeoJSON을 올려 주세요."
    ),
    "broken": gettext_noop("파일이 손상되어 읽을 수 없습니다. 다시 내보내 주세요."),
    "zip": gettext_noop("ZIP 파일이 손상되어 열 수 없습니다. 다시 압축해 주세요."),
    "no_shp": gettext_noop("ZIP 안에 .shp 파일이 없습니다. .shp·.dbf·.prj를 함께 압축해 주세요."),
    "several_shp": gettext_noop("ZIP 안에 .shp 파일이 %(count)s개 있습니다. 하나씩 올려 주세요."),
    "no_dbf": gettext_noop(".dbf 파일이 없습니다. .shp와 같은 이름의 .dbf를 함께 올려 주세요."),
    "projection": gettext_noop("좌표계 %(found)s은(는) 받지 않습니다. 받는 좌표계: %(accepted)s."),
    "metres": gettext_noop(
        "좌표가 미터 단위인데 좌표계가 적혀 있지 않습니다. 좌표계를 지정해 주세요: %(accepted)s."
    ),
    "encoding": gettext_noop(
        "글자를 %(encoding)s(으)로 읽을 수 없습니다. UTF-8로 저장하거나 .cpg 파일을 함께 "
        "올려 주세요."
    ),
    "json": gettext_noop("GeoJSON이 아닙니다. FeatureCollection 하나가 들어 있어야 합니다."),
    "gpx": gettext_noop("GPX가 아닙니다. 경로(trk, rte) 또는 지점(wpt)이 있는 GPX 1.1을 받습니다."),
    "headers": gettext_noop(
        "좌표 열을 찾을 수 없습니다. 위도·경도(latitude, longitude) 열 또는 WKT 열이 필요합니다."
    ),
    "shapefile": gettext_noop("Shapefile이 손상되어 읽을 수 없습니다. 다시 내보내 주세요."),
    "nothing": gettext_noop("파일에 도형이 없습니다. 하나 이상 있어야 합니다."),
    "too_many": gettext_noop(
        "도형이 %(limit)s개가 넘습니다. %(limit)s개까지 받습니다. 나누어 올려 주세요."
    ),
    "empty": gettext_noop("도형이 비어 있거나 길이가 0입니다. 서로 다른 두 점 이상이 필요합니다."),
    "crossing": gettext_noop("도형이 스스로 교차합니다. 겹치거나 교차하지 않게 나누어 주세요."),
    "swapped": gettext_noop(
        "위도와 경도(X와 Y)가 서로 바뀌었습니다. 순서를 바꾸어 주세요: %(order)s."
    ),
    "outside": gettext_noop("우리 구 경계 밖입니다. 구 경계 안의 도형만 받습니다."),
    "kind": gettext_noop("도형 종류가 %(found)s입니다. 받는 종류: %(accepted)s."),
    "parts": gettext_noop("떨어진 부분이 %(count)s개 있습니다. 도형마다 한 부분씩 나누어 주세요."),
    "vertices": gettext_noop("점이 %(count)s개입니다. 도형마다 %(limit)s개까지 받습니다."),
    "coordinates": gettext_noop("좌표가 숫자가 아니거나 빠져 있습니다. 예: %(example)s."),
    "columns": gettext_noop("열이 %(count)s개입니다. 머리글처럼 %(expected)s개여야 합니다."),
    "grids": gettext_noop("앞의 도형과 좌표계가 다릅니다. 한 파일에는 한 좌표계만 받습니다."),
}
