//! Words of the timeline.

words! {
    not_recorded: "Not recorded", "기록되지 않음";
    not_recorded_hint:
        "Only the times of this comparison were kept. Compare again to see what every worker did.",
        "이 비교는 시간만 남아 있습니다. 작업자가 한 일을 보려면 다시 비교하십시오.";
    laying_out: "Laying out the timeline…", "타임라인을 그리는 중…";
    no_timeline: "No timeline yet", "아직 타임라인이 없습니다";
    no_timeline_hint:
        "Compare or Run, and see here what every worker did from when to when, and what it waited for.",
        "비교하거나 실행하면 작업자마다 언제 무엇을 하고 무엇을 기다렸는지 여기에 보입니다.";
    being_recorded: "Being recorded", "기록하는 중";
    being_recorded_hint: "What every worker did is shown here once all is done.", "모두 끝나면 작업자가 한 일이 여기에 보입니다.";
    timeline_of(way): "Timeline of: {way}", "타임라인: {way}";
    timeline_of_hint:
        "Whose run is seen: of each way the one nearest to its median", "어느 실행을 볼지: 방식마다 중앙값에 가장 가까운 실행";
    last_run(way): "Last run: {way}", "마지막 실행: {way}";
    fit_run_hint: "All of the run (Home)", "실행 전체 (Home)";
    nothing_selected: "Nothing selected", "선택한 것 없음";
    select_hint:
        "Click a bar, or go from one to the next with the arrow keys, to read what it is",
        "막대를 클릭하거나 화살표 키로 옮겨 가며 내용을 읽으십시오";
    look_hint:
        "Ctrl and the wheel bring it nearer; dragging, and Shift with arrow keys, move along it",
        "Ctrl+휠로 확대하고, 끌거나 Shift+화살표로 움직입니다";
    lanes_spoken(way, workers):
        "Timeline of {way}, {workers}. Left and right go from task to task, up and down to another worker",
        "타임라인: {way}, {workers}. 왼쪽과 오른쪽은 태스크 사이를, 위와 아래는 작업자 사이를 옮깁니다";
    lanes_legend:
        "Work is solid as high as the share of its time on a core; above, pale, it waited.",
        "작업은 코어에서 보낸 시간의 비율만큼 진하게, 그 위의 기다린 시간은 옅게 그립니다.";
    upkeep_hint:
        "What the program does for itself: looking at the job, giving memory back, digests, the journal.",
        "프로그램이 스스로 하는 일: 작업 살펴보기, 메모리 반환, 다이제스트, 저널.";

    waiting_because(cause): "Waiting: {cause}", "대기: {cause}";
    waiting_because_for(cause, task): "Waiting: {cause}, for {task}", "대기: {cause}, {task}";
    doing_what(what, task): "{what}: {task}", "{what}: {task}";
    bars_here(bars): "{bars} here: zoom in to tell them apart", "여기에 {bars}: 확대하면 나누어 보입니다";
    at_work_on_core(share): "While at work, on a core {share}", "일하는 동안 코어에서 {share}";
    piece_when(worker, start, end, took): "{worker} · {start} to {end} · {took}", "{worker} · {start} ~ {end} · {took}";
    all_on_core: "On a core all the time", "내내 코어에서";
    partly_on_core(on_core, without, why): "On a core {on_core}, waiting {without}: {why}", "코어에서 {on_core}, 대기 {without}: {why}";

    phase_open: "Open", "열기";
    phase_filter: "Filter", "필터";
    phase_encode: "Encode", "인코딩";
    phase_write: "Write", "쓰기";
    upkeep: "Upkeep", "뒷정리";
    waiting: "Waiting", "대기";
    cause_no_work_left: "No work left", "남은 일 없음";
    cause_no_work_left_hint:
        "Until the end no task came any more: what was left belonged to others.",
        "끝까지 더 받을 태스크가 없었습니다. 남은 것은 다른 작업자의 몫입니다.";
    cause_barrier: "Barrier", "장벽";
    cause_barrier_hint:
        "Tasks were there, but the strategy waits for others to be done first.",
        "태스크는 있지만 전략이 다른 태스크가 끝나기를 기다립니다.";
    cause_memory: "Memory budget", "메모리 한도";
    cause_memory_hint: "The memory budget had no room for another picture.", "메모리 한도에 사진을 더 올릴 자리가 없었습니다.";
    cause_disk: "Disk", "디스크";
    cause_disk_hint: "The disk had not yet given or taken the bytes.", "디스크가 아직 데이터를 읽거나 쓰지 못했습니다.";
    cause_no_core: "No free core", "빈 코어 없음";
    cause_no_core_hint: "Something else had the core.", "다른 프로그램이 코어를 쓰고 있었습니다.";
    cause_between_tasks: "Between tasks", "태스크 사이";
    cause_between_tasks_hint: "The next task was on its way.", "다음 태스크를 받는 중이었습니다.";
}
