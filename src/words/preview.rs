//! Words of the preview.

words! {
    no_picture: "No picture", "사진 없음";
    no_picture_hint:
        "The folder holds none: open another, or include its subfolders.",
        "폴더에 사진이 없습니다. 다른 폴더를 열거나 하위 폴더를 포함하십시오.";
    shown_once_listed:
        "The first picture is shown here once the folder is listed.", "폴더를 다 읽으면 첫 사진이 여기에 나옵니다.";
    being_listed: "The folder is being listed.", "폴더를 읽고 있습니다.";
    layout: "Layout", "배치";
    layout_divider: "Divider", "구분선";
    layout_divider_hint:
        "One place, with a divider to drag between before and after", "한곳에 겹쳐 놓고 구분선을 끌어 전후를 봅니다";
    layout_beside: "Side by side", "나란히";
    layout_beside_hint: "Before on the left, after on the right", "왼쪽은 적용 전, 오른쪽은 적용 후";
    layout_toggle: "Toggle", "번갈아";
    layout_toggle_hint: "One at a time; Flip, or B, shows the other one", "하나씩 봅니다. ‘뒤집기’나 B로 바꿉니다";
    flip: "Flip", "뒤집기";
    show_after: "Show after (B)", "적용 후 보기 (B)";
    show_before: "Show before (B)", "적용 전 보기 (B)";
    one_to_one: "Zoom 1:1", "1:1 크기";
    one_to_one_hint: "A pixel of the screen for each of the picture (1)", "사진의 한 픽셀을 화면의 한 픽셀로 (1)";
    fit_hint: "All of the picture (0)", "사진 전체 (0)";
    no_filter: "No filter", "필터 없음";
    filter_shown(filter): "Filter shown: {filter}", "보이는 필터: {filter}";
    tick_on_the_right: "Tick a filter on the right", "오른쪽에서 필터를 선택하십시오";
    divider: "Divider between before and after", "적용 전과 후의 구분선";
    held:
        "Waits until the comparison is over, so as not to disturb its times",
        "측정에 방해되지 않도록 비교가 끝날 때까지 기다립니다";
    working: "Working…", "처리 중…";
    draft: "Draft; exact pixels follow…", "초안입니다. 정확한 픽셀을 계산하는 중…";
    no_after(recipe): "No after: {recipe}", "적용 후 없음: {recipe}";
    after(recipe): "After: {recipe}", "적용 후: {recipe}";
    after_nothing: "After: no filter is ticked", "적용 후: 선택한 필터 없음";
    after_values: "After", "적용 후";
    and_also(before, after): "{before}, and {after}", "{before}, {after}";
    zoom_hint: "Ctrl and the wheel zoom", "Ctrl+휠로 확대·축소";
    pixel_at(x, y): "Pixel {x}, {y}", "픽셀 {x}, {y}";
    grey: "grey", "회색조";
    grey_alpha: "grey with alpha", "회색조, 알파";
    rgb: "RGB", "RGB";
    rgb_alpha: "RGB with alpha", "RGB, 알파";
    picture_facts(width, height, channels, bits):
        "{width} × {height}, {channels}, {bits} bits", "{width} × {height}, {channels}, {bits}비트";
}
