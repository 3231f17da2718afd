//! What keys do, and the sheet that lists them.

words! {
    keys: "Keys", "단축키";
    sheet_hint: "All keys, and the size of everything", "모든 단축키와 크기";
    smaller: "Smaller", "작게";
    larger: "Larger", "크게";
    group_folder: "Pictures and filters", "사진과 필터";
    group_work: "Work and results", "작업과 결과";
    group_views: "Views", "보기";
    group_window: "Window", "창";
    group_list: "In the list of pictures, once clicked", "클릭한 사진 목록에서";
    group_preview: "In the preview", "미리 보기에서";
    group_timeline: "In the timeline, once clicked", "클릭한 타임라인에서";
    group_large: "While an output is large", "출력을 크게 볼 때";

    key_open: "Open a folder", "폴더 열기";
    key_samples: "Try sample pictures", "예제 사진으로 해 보기";
    key_layout: "Pictures as a grid, or a list", "사진을 격자 또는 목록으로";
    key_all_pictures: "Tick every listed picture", "목록의 사진 모두 선택";
    key_no_pictures: "Tick no listed picture", "목록의 사진 모두 해제";
    key_invert: "Tick the others of them", "목록의 선택 반전";
    key_only_these: "Tick the listed, and nothing else", "목록의 사진만 선택";
    key_subfolders: "Include subfolders, or not", "하위 폴더 포함 전환";
    key_all_filters: "Tick every filter", "모든 필터 선택";
    key_no_filters: "Tick no filter", "필터 모두 해제";
    key_undo: "Undo a change of recipes", "레시피 변경 취소";
    key_redo: "Do it again", "되돌린 것을 다시 적용";
    key_retry: "Retry what failed", "실패한 것 다시";
    key_pause: "Pause, or go on", "일시 정지 또는 계속";
    key_outputs: "Open the folder of the outputs", "출력 폴더 열기";
    key_export: "Export the comparison", "비교 내보내기";
    key_history: "Earlier comparisons, or back", "이전 비교, 또는 뒤로";
    key_open_recipes: "Open recipes", "레시피 열기";
    key_save_recipes: "Save the ticked recipes", "선택한 레시피 저장";
    key_fold_pictures: "Fold the pictures, or unfold", "사진 패널 접기, 펼치기";
    key_fold_recipes: "Fold recipes and outputs, or unfold", "레시피와 출력 패널 접기, 펼치기";
    key_next_part: "Next part of the window", "다음 부분으로";
    key_previous_part: "Previous part of the window", "이전 부분으로";
    key_sheet: "This sheet", "이 표";
    key_theme: "Light, dark, or as the system", "밝게, 어둡게, 자동";
    key_language: "English, Korean, or as the system", "영어, 한국어, 자동";
    key_larger: "Everything larger", "모두 크게";
    key_smaller: "Everything smaller", "모두 작게";
    key_usual_size: "Everything as usual", "원래 크기";
    key_copy_message: "Copy the message", "메시지 복사";
    key_close_message: "Close the message", "메시지 닫기";
    key_quit: "Close the window", "창 닫기";

    key_next_picture: "Next picture", "다음 사진";
    key_previous_picture: "Picture before", "이전 사진";
    key_row_below: "Row below", "아래 줄";
    key_row_above: "Row above", "위 줄";
    key_page_below: "Page below", "아래 페이지";
    key_page_above: "Page above", "위 페이지";
    key_first_picture: "First picture", "첫 사진";
    key_last_picture: "Last picture", "마지막 사진";
    key_tick: "Tick it, or not", "선택 전환";
    key_tick_up_to: "Tick up to it, like the last", "여기까지 선택";
    key_show: "See it in the preview", "미리 보기로 보기";
    key_nearer: "Nearer", "확대";
    key_farther: "Farther", "축소";
    key_whole_picture: "All of the picture", "사진 전체";
    key_one_to_one: "A pixel for a pixel", "1:1 크기";
    key_flip: "Before or after", "적용 전 또는 후";
    key_left: "Move left", "왼쪽으로";
    key_right: "Move right", "오른쪽으로";
    key_up: "Move up", "위로";
    key_down: "Move down", "아래로";

    key_next_bar: "Next bar", "다음 막대";
    key_previous_bar: "Bar before", "이전 막대";
    key_worker_above: "Worker above", "위 작업자";
    key_worker_below: "Worker below", "아래 작업자";
    key_whole_run: "All of the run", "실행 전체";
    key_earlier: "Earlier", "이전 시간으로";
    key_later: "Later", "이후 시간으로";
    key_page_earlier: "Earlier by a page", "한 페이지 이전으로";
    key_page_later: "Later by a page", "한 페이지 이후로";

    key_next_output: "Next output", "다음 출력";
    key_previous_output: "Output before", "이전 출력";
}
