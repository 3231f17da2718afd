//! Words of the list of pictures.

words! {
    list_of_pictures: "Pictures", "사진";
    so_far(n): "{n} so far…", "지금까지 {n}장…";
    ticked_once_found: "They can be ticked once all are found.", "모두 찾은 뒤에 선택할 수 있습니다.";
    no_such_picture: "No such picture", "그런 사진이 없습니다";
    no_such_picture_hint:
        "No name has these letters. Type others, or clear the field.",
        "이 글자가 든 이름이 없습니다. 다른 글자를 입력하거나 지우십시오.";
    layout_of_pictures: "Layout of pictures", "사진 배치";
    layout_grid: "Grid", "격자";
    layout_list: "List", "목록";
    reading_sizes(percent): "Reading sizes: {percent} %", "크기 읽는 중: {percent} %";
    find_pictures: "Find pictures by name", "이름으로 사진 찾기";
    find_pictures_hint: "List only pictures that have these letters in their name", "이름에 이 글자가 든 사진만 보여 줍니다";
    clear_field: "Clear", "지우기";
    clear_sought: "Clear what is to be found", "찾는 글자 지우기";
    sorted_by(what): "Sorted by: {what}", "정렬: {what}";
    sorted_by_hint: "What the pictures are sorted by", "사진의 정렬 기준";
    sort_name: "Name", "이름";
    sort_date: "Date", "날짜";
    sort_bytes: "File size", "파일 크기";
    sort_pixels: "Megapixels", "화소";
    order(first): "Order: {first}", "순서: {first}";
    click_to_turn_around(first): "{first}. Click to turn the order around", "{first}. 클릭하면 순서를 뒤집습니다";
    a_to_z: "A to Z", "오름차순";
    z_to_a: "Z to A", "내림차순";
    oldest_first: "Oldest first", "오래된 것부터";
    newest_first: "Newest first", "새것부터";
    smallest_first: "Smallest first", "작은 것부터";
    largest_first: "Largest first", "큰 것부터";
    none_found: "None found", "찾은 사진 없음";
    none_ticked: "none ticked", "선택 없음";
    all_ticked: "all ticked", "모두 선택";
    some_ticked(n): "{n} ticked", "{n}장 선택";
    found_and_ticked(n, ticked): "{n} found, {ticked}", "{n}장 찾음, {ticked}";
    tick_all_listed: "Tick all listed pictures", "목록의 사진 모두 선택";
    tick_all_listed_hint(all, none):
        "Run and Compare take the ticked pictures, listed or not.\nTick all that are listed: {all}; none: {none}",
        "실행과 비교는 목록에 보이든 아니든 선택한 사진을 씁니다.\n목록의 사진 모두 선택: {all}, 해제: {none}";
    invert: "Invert", "반전";
    invert_hint: "Tick those of the listed that are not, and the others not", "목록에서 선택을 뒤바꿉니다";
    only_these: "Only these", "이것만";
    only_these_hint: "Tick the listed pictures, and nothing else", "목록의 사진만 선택하고 나머지는 해제합니다";
    include(name): "Include {name}", "포함: {name}";
    bytes(n): "{n} bytes", "{n}바이트";
}
