//! Words that several parts of the window say.

words! {
    close: "Close", "닫기";
    copy: "Copy", "복사";
    open: "Open", "열기";
    previous: "Previous", "이전";
    next: "Next", "다음";
    fit: "Fit", "맞춤";
    zoom_in: "Zoom in", "확대";
    zoom_out: "Zoom out", "축소";
    nearer_hint: "Nearer (+, or Ctrl and the wheel)", "확대 (+ 또는 Ctrl+휠)";
    farther_hint: "Farther (−, or Ctrl and the wheel)", "축소 (− 또는 Ctrl+휠)";
    left_arrow: "Left arrow", "왼쪽 화살표";
    right_arrow: "Right arrow", "오른쪽 화살표";
    loading: "Loading…", "불러오는 중…";
    before: "Before", "적용 전";
    workers: "Workers", "작업자";
    worker_number(n): "Worker {n}", "작업자 {n}";
    recipes: "Recipes", "레시피";
    filters: "Filters", "필터";
    strategies: "Strategies", "전략";
    output_folder: "Output folder", "출력 폴더";
    no_pictures_here: "No pictures here", "여기에는 사진이 없습니다";
    no_pictures_here_hint: "Open another folder, or include its subfolders.", "다른 폴더를 열거나 하위 폴더를 포함하십시오.";
    looking_for_pictures: "Looking for pictures…", "사진을 찾는 중…";
    dialog_is_open: "The dialog is open already", "대화 상자가 이미 열려 있습니다";
    no_dialog:
        "This desktop offers no folder dialog: type the path instead",
        "이 데스크톱에는 폴더 대화 상자가 없습니다. 경로를 입력하십시오";
    nothing_is_running: "Nothing is running", "실행 중인 것이 없습니다";
    nothing_compared: "Nothing compared yet", "아직 비교한 것이 없습니다";

    fold_pictures: "Fold the pictures away", "사진 패널 접기";
    fold_recipes: "Fold recipes and outputs away", "레시피와 출력 패널 접기";
    unfold_pictures: "Unfold the pictures", "사진 패널 펼치기";
    unfold_recipes: "Unfold recipes and outputs", "레시피와 출력 패널 펼치기";

    edge_of_pictures: "Width of the pictures", "사진 패널의 너비";
    edge_of_recipes: "Width of recipes and outputs", "레시피와 출력 패널의 너비";

    part_folder: "Folder and window", "폴더와 창";
    part_pictures: "Pictures", "사진";
    part_view: "View", "보기";
    part_recipes: "Recipes and outputs", "레시피와 출력";
    output_large: "Output, large", "크게 본 출력";
    part_run: "Run and compare", "실행과 비교";

    preview: "Preview", "미리 보기";
    plan: "Plan", "계획";
    results: "Results", "결과";
    comparison: "Comparison", "비교";
    scaling: "Scaling", "확장성";
    timeline: "Timeline", "타임라인";
    problems: "Problems", "문제";

    short_time(s): "{s} s", "{s}초";
    minutes(min, s): "{min} min {s} s", "{min}분 {s}초";
    hours(h, min): "{h} h {min} min", "{h}시간 {min}분";
    times(n): "{n}x", "{n}배";
}

counts! {
    n_pictures(n): "{n} picture", "{n} pictures", "사진 {n}장";
    n_pixels(n): "{n} pixel", "{n} pixels", "{n}픽셀";
    n_filters(n): "{n} filter", "{n} filters", "필터 {n}개";
    n_recipes(n): "{n} recipe", "{n} recipes", "레시피 {n}개";
    n_outputs(n): "{n} output", "{n} outputs", "출력 {n}개";
    n_workers(n): "{n} worker", "{n} workers", "작업자 {n}개";
    n_cores(n): "{n} core", "{n} cores", "코어 {n}개";
    n_rounds(n): "{n} round", "{n} rounds", "라운드 {n}회";
    n_ways(n): "{n} way", "{n} ways", "방식 {n}개";
    n_other_ways(n): "{n} other way", "{n} other ways", "{n}개";
    n_pairs(n): "{n} pair", "{n} pairs", "{n}쌍";
    n_tasks(n): "{n} task", "{n} tasks", "태스크 {n}개";
    n_bars(n): "{n} bar", "{n} bars", "막대 {n}개";
    n_problems(n): "{n} problem", "{n} problems", "문제 {n}건";
}
