//! Words around the work: the first screen, the bars above and below, pictures, outputs, the plan, results and problems.

words! {
    // The first screen and the bar above.
    what_it_is:
        "Filter a folder of pictures, and find out which way of sharing that work over your processor cores is fastest.",
        "폴더의 사진에 필터를 적용하고, 그 작업을 프로세서 코어에 어떻게 나누는 것이 가장 빠른지 알아보십시오.";
    open_folder: "Open folder…", "폴더 열기…";
    open_folder_hint: "Choose a folder of pictures", "사진이 있는 폴더를 고릅니다";
    try_samples: "Try samples", "예제로 해 보기";
    try_samples_hint: "Makes 24 sample pictures and opens them", "예제 사진 24장을 만들어 엽니다";
    or_drop_a_folder: "or drop a folder anywhere on this window", "또는 이 창에 폴더를 끌어다 놓으십시오";
    path_of_a_folder: "Path of a folder", "폴더 경로";
    folder_path: "Folder path", "폴더 경로";
    folder_path_hint:
        "Type or paste the path of a folder, then press Enter", "폴더 경로를 입력하거나 붙여 넣고 Enter를 누르십시오";
    recent_folders: "Recent folders", "최근 폴더";
    recent: "Recent", "최근";
    recent_hint: "Folders that were opened before", "전에 열었던 폴더";
    theme: "Theme", "테마";
    theme_auto: "Auto", "자동";
    theme_auto_hint: "Light or dark as the system has it", "시스템 설정을 따릅니다";
    theme_light: "Light", "밝게";
    theme_light_hint: "Dark text on light ground", "밝은 바탕에 어두운 글자";
    theme_dark: "Dark", "어둡게";
    theme_dark_hint: "Light text on dark ground", "어두운 바탕에 밝은 글자";
    language_auto: "Auto", "자동";
    language_auto_hint: "The system's language", "시스템 언어를 따릅니다";
    language_current(name): "Language: {name}", "언어: {name}";
    language_hint: "The language of the window", "창의 언어";
    no_letters:
        "No font of this system has its letters, so the window speaks English: install one, such as Noto Sans CJK or Nanum",
        "이 시스템에는 이 언어의 글꼴이 없어 창을 영어로 표시합니다. Noto Sans CJK나 나눔 글꼴을 설치하십시오";

    // How the work is shared out, and what starts and ends it.
    run: "Run", "실행";
    run_hint: "Filter every picture and write the outputs", "모든 사진에 필터를 적용하고 출력을 저장합니다";
    compare: "Compare", "비교";
    compare_hint:
        "Time the ticked strategies on this job; outputs go to a scratch folder",
        "선택한 전략으로 이 작업의 시간을 잽니다. 출력은 임시 폴더에 쓰고 지웁니다";
    pause: "Pause", "일시 정지";
    pause_hint: "Wait after the rows being worked at", "처리 중인 줄까지 마치고 멈춥니다";
    resume: "Resume", "계속";
    resume_hint: "Go on", "이어서 합니다";
    workers_now: "Workers now", "지금 하는 일";
    workers_now_hint:
        "The last six seconds of each worker, now at the right; colours as in the timeline",
        "작업자마다 지난 6초, 오른쪽이 지금입니다. 색은 타임라인과 같습니다";
    worker_now(worker, doing): "{worker}: {doing}", "{worker}: {doing}";
    being_stopped: "It is being stopped", "중지하고 있습니다";
    stop: "Stop", "중지";
    stop_hint: "End it now; outputs that are whole are kept", "지금 끝냅니다. 완성된 출력은 남습니다";
    progress: "Progress", "진행률";
    progress_of(what): "Progress of {what}", "{what} 진행률";
    getting_ready_dots: "Getting ready…", "준비하는 중…";
    outputs_done(done, all): "{done} of {all} outputs", "출력 {all}개 중 {done}개";
    is_paused(what): "{what} · paused", "{what} · 일시 정지";
    is_stopping(what): "{what} · stopping…", "{what} · 중지하는 중…";
    megapixels_per_s(n): "{n} megapixels/s", "초당 {n}메가픽셀";
    time_left(time): "{time} left", "{time} 남음";
    ended_complete: "Done", "완료";
    ended_stopped: "Stopped", "중지됨";
    ended_gave_up: "Gave up", "포기함";
    ended_broken: "Broken off", "중단됨";
    ended(how, outputs, rest, time): "{how}: {outputs} made{rest} in {time}", "{how}: {outputs} 생성{rest}, {time} 걸림";
    and_kept(n): ", {n} kept as they were", ", {n}개 그대로 둠";
    and_failed(n): ", {n} failed", ", {n}개 실패";
    chose(strategy, chosen): "{strategy} chose {chosen}", "{strategy} 전략의 선택: {chosen}";
    chose_because(strategy, chosen, why): "{strategy} chose {chosen}: {why}.", "{strategy} 전략의 선택: {chosen}. {why}.";
    any_is_as_fast: "one worker takes as long whatever the strategy", "작업자가 하나면 어느 전략이든 걸리는 시간이 같습니다";
    should_be_busy(pictures, recipes, workers, shares):
        "{pictures} x {recipes} should keep {workers} workers busy for this share of the time: {shares}",
        "{pictures} × {recipes} 작업에서 작업자 {workers}개가 일하는 시간의 예상 비율: {shares}";
    run_with: "Run with", "실행 전략";
    run_with_current(strategy): "Run with: {strategy}", "실행 전략: {strategy}";
    workers_hint:
        "Threads that work at the same time. More than there are cores seldom helps, but can be tried",
        "동시에 일하는 스레드 수입니다. 코어보다 많으면 대개 빨라지지 않지만 시험해 볼 수 있습니다";
    of_cores(cores): "of {cores}", "/ {cores}";
    sweep: "Sweep", "단계별";
    sweep_hint:
        "Compare on one worker, on two, and so on up to this many, to see how strategies scale",
        "작업자 하나, 둘, … 이 수까지 차례로 비교하여 전략의 확장성을 봅니다";
    rounds: "Rounds", "라운드";
    rounds_hint:
        "How often each strategy is timed in a comparison, after one round to warm up. More rounds tell chance from difference better",
        "비교할 때 준비 라운드 뒤에 각 전략의 시간을 재는 횟수입니다. 많을수록 우연과 차이를 잘 가려냅니다";
    rounds_auto: "Auto", "자동";
    rounds_auto_name: "Rounds: Auto, as many as it takes", "라운드: 자동, 필요한 만큼";
    rounds_auto_hint:
        "Go on until times are known within 2 %, but no longer than two minutes",
        "시간을 2 % 이내로 알 때까지, 길어도 2분까지 계속합니다";
    measure: "Measure", "측정";
    measure_whole: "Whole", "전체";
    measure_whole_hint: "Time reading, filtering and writing", "읽기, 필터, 쓰기 시간을 모두 잽니다";
    measure_filters: "Filters only", "필터만";
    measure_filters_hint: "Time filtering alone, from memory to nowhere", "메모리에서 필터 시간만 재고 저장하지 않습니다";

    // Why something cannot be done.
    busy: "Something is running: stop it first", "실행 중인 것이 있습니다. 먼저 중지하십시오";
    no_folder_open: "No folder is open: open one first", "열린 폴더가 없습니다. 먼저 폴더를 여십시오";
    still_listing: "The pictures are still being listed", "사진 목록을 아직 만들고 있습니다";
    folder_without_pictures:
        "The folder holds no pictures: open another, or include its subfolders",
        "폴더에 사진이 없습니다. 다른 폴더를 열거나 하위 폴더를 포함하십시오";
    no_filter_ticked: "No filter is ticked: tick at least one", "선택한 필터가 없습니다. 하나 이상 선택하십시오";
    values_refused:
        "Values of a ticked filter do not go together: see what is said below them",
        "선택한 필터의 값이 서로 맞지 않습니다. 값 아래의 설명을 보십시오";
    no_picture_ticked: "No picture is ticked: tick at least one", "선택한 사진이 없습니다. 하나 이상 선택하십시오";
    no_strategy_ticked:
        "No strategy is ticked: tick at least one, better two",
        "선택한 전략이 없습니다. 하나 이상, 되도록 둘을 선택하십시오";

    // Pictures and outputs.
    include_subfolders: "Include subfolders", "하위 폴더 포함";
    include_subfolders_hint:
        "Look for pictures in the folders of this folder, too; outputs keep the tree",
        "하위 폴더의 사진도 찾습니다. 출력도 같은 폴더 구조를 따릅니다";
    no_pictures: "No pictures", "사진 없음";
    outputs: "Outputs", "출력";
    product(pictures, recipes, outputs): "{pictures} × {recipes} = {outputs}", "{pictures} × {recipes} = {outputs}";
    existing_files: "Existing files", "기존 파일";
    existing_keep: "Keep", "유지";
    existing_keep_hint: "An output that is there already is not made again", "이미 있는 출력은 다시 만들지 않습니다";
    existing_replace: "Replace", "바꾸기";
    existing_replace_hint:
        "An output that is there already is made again and replaced", "이미 있는 출력도 다시 만들어 바꿉니다";
    transparency: "Transparency", "투명도";
    alpha_keep: "Keep", "유지";
    alpha_keep_hint: "Alpha is copied: an opaque picture stays opaque", "알파를 복사합니다. 불투명한 사진은 불투명하게 남습니다";
    alpha_keep_caption:
        "Transparency is copied from the picture, not filtered.", "투명도는 필터를 거치지 않고 사진에서 복사합니다.";
    alpha_on_white_caption(format):
        "Transparency is laid on white: {format} holds none.", "{format}에는 투명도가 없어 흰색 위에 놓습니다.";
    alpha_filter: "Filter", "필터";
    alpha_filter_hint: "Alpha is filtered like a colour, as Pillow does", "Pillow처럼 알파에도 색과 같이 필터를 적용합니다";
    alpha_filter_caption:
        "Transparency is filtered like a colour, so edges may turn see-through.",
        "투명도에도 필터를 적용하므로 가장자리가 비칠 수 있습니다.";
    choose: "Choose…", "고르기…";
    choose_hint: "Choose a folder for the outputs", "출력을 저장할 폴더를 고릅니다";
    written_to(folder): "Outputs are written to {folder}", "출력을 저장할 곳: {folder}";
    format: "Format", "형식";
    format_current(format): "Format: {format}", "형식: {format}";
    format_kept: "As the picture", "사진과 같게";
    quality: "Quality", "품질";
    quality_hint:
        "Quality of JPEG outputs: 90 keeps what an eye can see, 75 makes small files",
        "JPEG 출력의 품질: 90은 눈에 보이는 것을 지키고 75는 파일을 작게 만듭니다";
    effort: "Effort", "압축";
    effort_fast: "Fast", "빠르게";
    effort_fast_hint: "PNG outputs are written quickest", "PNG 출력을 가장 빨리 저장합니다";
    effort_balanced: "Balanced", "균형";
    effort_balanced_hint: "PNG outputs are smaller, in several times the time", "PNG 출력이 더 작아지고 시간은 몇 배 걸립니다";
    effort_small: "Small", "작게";
    effort_small_hint: "PNG outputs are smallest, in much more time", "PNG 출력이 가장 작아지고 시간은 훨씬 더 걸립니다";

    // The plan.
    picture: "Picture", "사진";
    output: "Output", "출력";
    recipe: "Recipe", "레시피";
    status: "Status", "상태";
    working_out_plan: "Working out the plan…", "계획을 세우는 중…";
    no_outputs: "No outputs as things stand", "지금은 만들 출력이 없습니다";
    no_outputs_hint: "Mend this, and every output is listed here.", "이것을 고치면 모든 출력이 여기에 나옵니다.";
    no_folder: "No folder is open", "열린 폴더가 없습니다";
    no_folder_hint: "Open a folder of pictures first.", "먼저 사진이 있는 폴더를 여십시오.";
    listed_once_known: "Every output is listed here once they are known.", "사진을 찾고 나면 모든 출력이 여기에 나옵니다.";
    nothing_ticked: "No filter is ticked", "선택한 필터가 없습니다";
    nothing_ticked_hint:
        "Tick one, and every output is listed here before it is made.",
        "하나를 선택하면 만들기 전에 모든 출력이 여기에 나옵니다.";
    no_picture_ticked_yet: "No picture is ticked", "선택한 사진이 없습니다";
    no_picture_ticked_yet_hint:
        "Tick one on the left, and every output is listed here before it is made.",
        "왼쪽에서 하나를 선택하면 만들기 전에 모든 출력이 여기에 나옵니다.";
    not_while_comparing: "Not while comparing", "비교하는 동안에는 볼 수 없습니다";
    not_while_comparing_hint:
        "The plan is worked out afterwards, so that it is not seen in the times.",
        "시간 측정에 영향을 주지 않도록 계획은 비교가 끝난 뒤에 세웁니다.";
    no_such_output: "No such output", "그런 출력이 없습니다";
    no_such_output_hint:
        "No picture and no output has these letters in its name.", "이 글자가 이름에 든 사진이나 출력이 없습니다.";
    plan_summary(outputs, new, replaced, kept):
        "{outputs}: {new} new, {replaced} replaced, {kept} kept", "{outputs}: 새로 {new}, 바꿈 {replaced}, 유지 {kept}";
    plan_in(summary): "{summary}, in", "{summary} · 폴더";
    find_a_name: "Find a name", "이름 찾기";
    find_a_name_hint:
        "List only outputs that have these letters in their name or their picture's",
        "출력이나 사진의 이름에 이 글자가 든 것만 보여 줍니다";
    listed(n, all): "{n} of {all} listed", "{all}개 중 {n}개 표시";
    renamed_number(n): "{n} renamed, because names would be the same", "이름이 겹쳐 {n}개의 이름을 바꿈";
    renamed: "renamed", "이름 바꿈";
    renamed_hint: "Renamed: another output would have had the same name", "이름 바꿈: 다른 출력과 이름이 겹칩니다";
    output_spoken(picture, name, recipe, status):
        "{picture} to {name}, {recipe}, {status}", "{picture} → {name}, {recipe}, {status}";
    recipe_of(recipe, picture): "{recipe} of {picture}", "{picture} · {recipe}";
    status_new: "New", "새로";
    status_new_hint: "New: nothing is there yet", "새로: 아직 없는 파일입니다";
    status_replaced: "Replaced", "바꿈";
    status_replaced_hint: "Replaced: what is there already gives way to it", "바꿈: 이미 있는 파일을 대신합니다";
    status_kept: "Kept", "유지";
    status_kept_hint: "Kept: it is there already and not made again", "유지: 이미 있어 다시 만들지 않습니다";
    status_left_out: "Left out", "제외";
    status_left_out_hint: "Left out: it is not asked for this time", "제외: 이번에는 만들지 않습니다";

    // Results, and one of them large.
    no_results: "No results yet", "아직 결과가 없습니다";
    no_results_hint:
        "Run filters the pictures and shows each output here as it is made. Compare shows none: what it writes goes to a scratch folder that is removed.",
        "실행하면 사진에 필터를 적용하고 만들어지는 대로 출력을 여기에 보여 줍니다. 비교의 출력은 임시 폴더에 쓰고 지우므로 보이지 않습니다.";
    open_outputs: "Open folder", "폴더 열기";
    made(n, how): "{n} made, {how}", "{n}개 생성, {how}";
    made_and_kept(n, how, kept):
        "{n} made, {how}; {kept} were there already and are kept",
        "{n}개 생성, {how}. {kept}개는 이미 있어 그대로 둠";
    nothing_new(kept):
        "Nothing new: {kept} outputs were there already and are kept. Choose Replace to make them again.",
        "새로 만든 것 없음: 출력 {kept}개는 이미 있어 그대로 두었습니다. 다시 만들려면 ‘바꾸기’를 고르십시오.";
    noted(outputs, note): "{outputs}: {note}", "{outputs}: {note}";
    nothing_made: "Nothing was made", "만든 출력이 없습니다";
    nothing_made_hint:
        "Problems tells why.",
        "이유는 ‘문제’에 나옵니다.";
    before_picture(picture): "Before: {picture}", "적용 전: {picture}";
    after_recipe(recipe, name): "After {recipe}: {name}", "{recipe} 적용 후: {name}";

    // Problems and messages.
    no_problems: "No problems", "문제없음";
    no_problems_hint:
        "A picture that cannot be read or written is listed here as soon as that is known, with the reason. It never stops a run.",
        "읽거나 저장할 수 없는 사진이 알려지는 대로 이유와 함께 여기에 나옵니다. 실행은 멈추지 않습니다.";
    copy_all: "Copy all", "모두 복사";
    copy_all_hint: "Copy the whole list as text", "목록 전체를 글로 복사합니다";
    retry_failed: "Retry failed", "실패한 것 다시";
    retry_failed_hint:
        "Make the outputs of these pictures again, and nothing else", "이 사진들의 출력만 다시 만듭니다";
    rest_not_affected: "The rest of the job is not affected.", "나머지 작업에는 영향이 없습니다.";
    copy_problem_hint: "Copy this problem as text", "이 문제를 글로 복사합니다";
    while_listing: "List", "목록";
    in_phase(phase): "Phase: {phase}", "단계: {phase}";
    see_problems: "There was a problem with this picture: see Problems", "이 사진에 문제가 있었습니다. ‘문제’를 보십시오";
    note: "Note", "알림";
    error: "Error", "오류";
    copy_message_hint: "Copy this message", "이 메시지를 복사합니다";
    close_message_hint: "Close this message", "이 메시지를 닫습니다";
}
