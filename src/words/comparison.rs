//! What a comparison says: verdict, reasons, advice, what disturbed it, what it rests on, and how two of them differ.

words! {
    // The verdict.
    outputs_differ(difference):
        "The outputs differ, so the times say nothing: {difference}.",
        "출력이 서로 달라 시간은 의미가 없습니다: {difference}.";
    only_way(way, time):
        "{way} took {time}; compare it with another to learn more.",
        "{way}: {time} 걸렸습니다. 더 알아보려면 다른 방식과 비교하십시오.";
    faster_in_only_round(fastest, ratio, other, rounds):
        "{fastest} was {ratio} as fast as {other} in the only round: run {rounds} rounds or more to be sure.",
        "한 번뿐인 라운드에서 {fastest} 방식이 {other} 방식보다 {ratio} 빨랐습니다. 확실히 하려면 라운드를 {rounds}회 이상 실행하십시오.";
    seems_faster(fastest, ratio, other, rounds, ways):
        "{fastest} seems {ratio} as fast as {other}, but {rounds} are too few to tell {ways} ways apart.",
        "{fastest} 방식이 {other} 방식보다 {ratio} 빨라 보이지만, {rounds}로는 방식 {ways}개를 가려낼 수 없습니다.";
    no_clear_difference(fastest, other, why):
        "No clear difference between {fastest} and {other}: {why}.",
        "{fastest} 방식과 {other} 방식에 뚜렷한 차이가 없습니다: {why}.";
    too_small_to_act_on: "what there is is too small to act on", "차이가 있어도 너무 작습니다";
    not_told_apart: "the rounds do not tell them apart", "라운드로는 가려낼 수 없습니다";
    is_faster(fastest, ratio, other):
        "{fastest} is {ratio} as fast as {other}", "{fastest} 방식이 {other} 방식보다 {ratio} 빠릅니다";
    and_faster(sentence, ratio, second):
        "{sentence}, and {ratio} as fast as {second}", "{sentence}. {second} 방식보다는 {ratio} 빠릅니다";
    and_unclear(sentence, others):
        "{sentence}; no clear difference from {others}.", "{sentence}. 뚜렷한 차이가 없는 방식: {others}.";
    measured_few_times(n, rounds):
        " Measured only {n} times: run {rounds} rounds or more to be sure.",
        " {n}회만 측정했습니다. 확실히 하려면 라운드를 {rounds}회 이상 실행하십시오.";
    certainty(test, rounds, corrected, gave, p, ratio):
        "{test}, {rounds}{corrected}: {gave}; clear below {p}, and {ratio}x or more.",
        "{test}, {rounds}{corrected}: {gave}. 기준은 p {p} 미만, {ratio}배 이상입니다.";
    paired_test: "Trimmed t test (20 %) on the rounds' log ratios", "라운드 로그 비율의 절사 t 검정(20 %)";
    unpaired_test: "Yuen's test on trimmed log times", "절사 로그 시간의 Yuen 검정";
    corrected_for(n): ", corrected for {n} pairs (Holm)", ", {n}쌍 보정(Holm)";
    against(way, p): "against {way} {p}", "{way} 방식 대비 {p}";
    rounds_would_tell(fastest, ratio, other, rounds):
        "If {fastest} is really {ratio} as fast as {other}, about {rounds} would tell: an estimate from how much the rounds scatter.",
        "{fastest} 방식이 정말로 {other} 방식보다 {ratio} 빠르다면 약 {rounds} 정도면 가려집니다. 라운드의 흩어짐에서 어림한 값입니다.";
    other_ways(names, n): "{names} and {n}", "{names} 외 {n}";
    last_name(names, name): "{names} and {name}", "{names}, {name}";
    range(least, most): "{least} to {most}", "{least}~{most}";

    // Why, and what to do.
    fewer_workers: "As many workers as cores would be as fast.", "작업자가 코어 수만큼이어도 똑같이 빠릅니다.";
    quicker_encode:
        "A format or quality that is quicker to encode would now win more than another strategy.",
        "이제는 다른 전략보다 인코딩이 빠른 형식이나 품질이 더 도움이 됩니다.";
    quicker_open:
        "Pictures that are quicker to decode would now win more than another strategy.",
        "이제는 다른 전략보다 디코딩이 빠른 사진이 더 도움이 됩니다.";
    quicker_filter:
        "Fewer or cheaper filters would now win more than another strategy.",
        "이제는 다른 전략보다 필터를 줄이거나 가벼운 필터를 쓰는 것이 더 도움이 됩니다.";
    quicker_write:
        "A faster disk would now win more than another strategy.", "이제는 다른 전략보다 빠른 디스크가 더 도움이 됩니다.";
    one_without_work(job, workers, way, idle):
        "With {job} and {workers} workers, {way} leaves {idle} without work.",
        "{job}, 작업자 {workers}개일 때 {way} 방식에서는 {idle}에 일이 없습니다.";
    some_without_work(ways, idle, job):
        "{ways} leave {idle} without work: the job is {job}.", "{ways}: {idle}에 일이 없습니다. 작업은 {job}입니다.";
    workers_from_to(least, most): "{least} to {most} workers", "작업자 {least}~{most}개";
    job_size(pictures, recipes): "{pictures} x {recipes}", "{pictures} × {recipes}";
    is_one_core: "is one core", "하나";
    are_cores(n): "are {n} cores", "{n}개";
    one_crowded(way, share, cores):
        "{way} has no core for {share} of its workers' time: there {cores} for more workers.",
        "{way}: 작업자 시간의 {share} 동안 코어를 얻지 못했습니다. 작업자는 더 많은데 코어는 {cores}입니다.";
    some_crowded(ways, share, cores):
        "{ways} have no core for {share} of their workers' time: there {cores} for more workers.",
        "{ways}: 작업자 시간의 {share} 동안 코어를 얻지 못했습니다. 작업자는 더 많은데 코어는 {cores}입니다.";
    one_at_barriers(way, share):
        "{way} loses {share} of its workers' time waiting at its barriers for tasks to end.",
        "{way}: 장벽에서 태스크가 끝나기를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    some_at_barriers(ways, share):
        "{ways} lose {share} of their workers' time waiting at their barriers for tasks to end.",
        "{ways}: 장벽에서 태스크가 끝나기를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    one_at_end(way, share):
        "{way} loses {share} of its workers' time at the end, when too few tasks are left.",
        "{way}: 남은 태스크가 모자라는 끝부분에서 작업자 시간의 {share} 정도를 잃습니다.";
    some_at_end(ways, share):
        "{ways} lose {share} of their workers' time at the end, when too few tasks are left.",
        "{ways}: 남은 태스크가 모자라는 끝부분에서 작업자 시간의 {share} 정도를 잃습니다.";
    one_for_memory(way, share):
        "{way} loses {share} of its workers' time waiting for the memory budget.",
        "{way}: 메모리 한도를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    some_for_memory(ways, share):
        "{ways} lose {share} of their workers' time waiting for the memory budget.",
        "{ways}: 메모리 한도를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    one_for_disk(way, share):
        "{way} loses {share} of its workers' time waiting for the disk.",
        "{way}: 디스크를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    some_for_disk(ways, share):
        "{ways} lose {share} of their workers' time waiting for the disk.",
        "{ways}: 디스크를 기다리느라 작업자 시간의 {share} 정도를 잃습니다.";
    one_without_core(way, share):
        "{way} has no core for {share} of its workers' time: other work has them.",
        "{way}: 다른 일이 코어를 써서 작업자 시간의 {share} 동안 코어를 얻지 못했습니다.";
    some_without_core(ways, share):
        "{ways} have no core for {share} of their workers' time: other work has them.",
        "{ways}: 다른 일이 코어를 써서 작업자 시간의 {share} 동안 코어를 얻지 못했습니다.";
    one_fetching(way, share):
        "{way} loses {share} of its workers' time fetching tasks: they are very small.",
        "{way}: 태스크가 매우 작아, 받아 오느라 작업자 시간의 {share} 정도를 잃습니다.";
    some_fetching(ways, share):
        "{ways} lose {share} of their workers' time fetching tasks: they are very small.",
        "{ways}: 태스크가 매우 작아, 받아 오느라 작업자 시간의 {share} 정도를 잃습니다.";
    keeps_one_busy(way, busy, doing, share):
        "{way} keeps its worker busy for {busy} of the time; {doing} takes {share} of that.",
        "{way}: 작업자가 시간의 {busy} 동안 일하며, 그중 {doing} 비율은 {share}입니다.";
    keeps_some_busy(way, workers, busy, doing, share):
        "{way} keeps its {workers} workers busy for {busy} of the time; {doing} takes {share} of that.",
        "{way}: 작업자 {workers}개가 시간의 {busy} 동안 일하며, 그중 {doing} 비율은 {share}입니다.";
    opening: "opening", "열기";
    filtering: "filtering", "필터";
    encoding: "encoding", "인코딩";
    writing: "writing", "쓰기";
    remedy_no_work_left:
        "More pictures, fewer workers or a strategy with smaller tasks would leave fewer workers idle.",
        "사진을 늘리거나, 작업자를 줄이거나, 태스크가 작은 전략을 쓰면 노는 작업자가 줄어듭니다.";
    remedy_barrier:
        "A strategy without barriers would keep its workers busy.", "장벽이 없는 전략이면 작업자가 쉬지 않고 일합니다.";
    remedy_memory:
        "A larger memory budget, or fewer workers, would end the waiting for memory.",
        "메모리 한도를 늘리거나 작업자를 줄이면 메모리를 기다리지 않습니다.";
    remedy_disk: "A faster disk would help more than more workers.", "작업자를 늘리는 것보다 빠른 디스크가 더 도움이 됩니다.";
    remedy_no_core:
        "Other programs had the cores: closing them would help more than anything else.",
        "다른 프로그램이 코어를 썼습니다. 그 프로그램들을 닫는 것이 가장 도움이 됩니다.";
    remedy_between_tasks:
        "Larger pictures, or fewer workers, would spend less on fetching tasks.",
        "사진이 크거나 작업자가 적으면 태스크를 받아 오는 시간이 줄어듭니다.";

    // What disturbed it.
    machine_was_busy(share):
        "Other programs had the cores for {share} of the workers' time: every round runs every way, so the answer stands for a machine as busy as this; the times in seconds do not stand for a quiet one.",
        "작업자 시간의 {share} 동안 다른 프로그램이 코어를 썼습니다. 라운드마다 모든 방식을 실행하므로 답은 이만큼 바쁜 기계에서 유효하지만, 초 단위 시간은 한가한 기계의 것이 아닙니다.";
    took_longer(round, way, change, cause):
        "Round {round} of {way} took {change} longer than usual{cause}.",
        "{way}의 라운드 {round}: 평소보다 {change} 더 걸렸습니다{cause}.";
    took_shorter(round, way, change, cause):
        "Round {round} of {way} took {change} shorter than usual{cause}.",
        "{way}의 라운드 {round}: 평소보다 {change} 덜 걸렸습니다{cause}.";
    more_time_on(time, what): ": {time} more worker time on {what}", ". 작업자 시간이 늘어난 곳: {what} {time}";
    less_time_on(time, what): ": {time} less worker time on {what}", ". 작업자 시간이 줄어든 곳: {what} {time}";
    on_waiting(cause): "waiting ({cause})", "대기({cause})";
    grew_slower(change):
        "The machine grew {change} slower over the rounds: it may have grown hot, or other programs were begun. Every round runs every way, so the comparison stands; the times in seconds do less so.",
        "라운드가 지나며 기계가 {change} 느려졌습니다. 뜨거워졌거나 다른 프로그램이 시작되었을 수 있습니다. 라운드마다 모든 방식을 실행하므로 비교는 유효하지만, 초 단위 시간은 덜 믿을 만합니다.";
    grew_faster(change):
        "The machine grew {change} faster over the rounds: it may have had to wake up, or other programs ended. Every round runs every way, so the comparison stands; the times in seconds do less so.",
        "라운드가 지나며 기계가 {change} 빨라졌습니다. 절전에서 깨어났거나 다른 프로그램이 끝났을 수 있습니다. 라운드마다 모든 방식을 실행하므로 비교는 유효하지만, 초 단위 시간은 덜 믿을 만합니다.";

    // What it rests on.
    byte_for_byte: "byte for byte", "모든 바이트가";
    sample_for_sample: "sample for sample", "모든 표본값이";
    nothing_to_differ_from:
        "Only one run was looked at, so there is nothing that outputs could differ from.",
        "실행을 하나만 살펴보아 출력을 견줄 것이 없습니다.";
    one_identical(unit): "The output of all ways is identical, {unit}.", "모든 방식의 출력은 {unit} 같습니다.";
    all_identical(n, unit): "The {n} outputs of all ways are identical, {unit}.", "모든 방식의 출력 {n}개는 {unit} 같습니다.";
    not_identical(difference): "The outputs are not identical: {difference}.", "출력이 같지 않습니다: {difference}.";
    ended_by_precision(share):
        "Precision ended the rounds: every time is known within {share}.",
        "정밀도를 채워 라운드를 마쳤습니다. 모든 시간의 오차는 {share} 이내입니다.";
    ended_by_budget(time, share, reached):
        "The time budget of {time} ended the rounds before every time was known within {share}{reached}.",
        "모든 시간의 오차가 {share} 이내가 되기 전에 시간 한도({time})로 라운드를 마쳤습니다{reached}.";
    widest_interval(share): " (the widest interval reaches {share})", " (가장 넓은 구간은 {share})";
    ended_by_change(picture):
        "A picture was changed or removed meanwhile, which ended the rounds; those before it count: {picture}",
        "도중에 사진이 바뀌거나 없어져 라운드를 마쳤습니다. 그 전의 라운드만 셉니다: {picture}";
    ended_by_failure(reason):
        "The round after these broke off, which ended the comparison; those before it count: {reason}",
        "다음 라운드가 중단되어 비교를 마쳤습니다. 그 전의 라운드만 셉니다: {reason}";
    job_done(job, recipes, what, rounds, early):
        "{job} ({recipes}), {what}; {rounds}{early} in shuffled order after one of warm-up.",
        "{job} ({recipes}), {what}. 준비 라운드 뒤 순서를 섞어 {rounds}{early} 실행했습니다.";
    read_filtered_written(as_what):
        "read, filtered and written to a scratch folder{as_what}", "읽고 필터를 적용해 임시 폴더에 저장{as_what}";
    filtered_in_memory: "filtered in memory", "메모리에서 필터 적용";
    and_early: " (stopped early)", "(일찍 중지됨)";
    and_more(names, n): "{names} and {n} more", "{names} 외 {n}개";
    as_format(format, quality, effort): " as {format}{quality}{effort}", "(형식 {format}{quality}{effort})";
    of_quality(n): " of quality {n}", ", 품질 {n}";
    with_effort(effort): " with effort {effort}", ", 압축 {effort}";
    problems_in_every_run(problems, outputs):
        "{problems} in every run, so that it made {outputs}.", "실행마다 {problems}: 만든 것은 {outputs}입니다.";
    machine(processor, cores, system): "{processor}, {cores}, {system}.", "{processor}, {cores}, {system}.";

    // Two beside each other.
    one_beside_itself:
        "This is one comparison beside itself: choose another one.", "같은 비교를 나란히 놓았습니다. 다른 비교를 고르십시오.";
    they_differ(what, before, after): "The {what} differ: {before} before, {after} after.", "{what} 다름: 이전 {before}, 이후 {after}.";
    machines: "machines", "기계";
    systems: "systems", "시스템";
    folders: "folders", "폴더";
    pictures: "pictures", "사진";
    the_recipes: "recipes", "레시피";
    the_outputs: "outputs", "출력";
    modes: "modes", "측정 방식";
    formats: "formats", "형식";
    qualities: "qualities", "품질";
    efforts: "efforts", "압축";
    rules_for_alpha: "rules for alpha", "투명도 처리";
    machine_with_cores(processor, n): "{processor} with {n} cores", "{processor}(코어 {n}개)";
    pictures_of_size(n, megabytes): "{n} with {megabytes} MB", "{n}장, {megabytes} MB";
    megapixels(n): "{n} megapixels", "{n}메가픽셀";
    mode_whole: "reading, filtering and writing", "읽기, 필터, 쓰기";
    mode_filters: "filtering alone", "필터만";
    own_formats: "each picture's own", "사진마다 그대로";
    busier_before(before, after):
        "The machine was busier with other things before: workers had no core for {before} of their time before, {after} after.",
        "이전에는 기계가 다른 일로 더 바빴습니다. 작업자에게 코어가 없던 시간의 비율은 이전 {before}, 이후 {after}입니다.";
    busier_after(before, after):
        "The machine was busier with other things after: workers had no core for {before} of their time before, {after} after.",
        "이후에는 기계가 다른 일로 더 바빴습니다. 작업자에게 코어가 없던 시간의 비율은 이전 {before}, 이후 {after}입니다.";
    beyond_measure: "beyond x100", "100배 넘음";
    change_range(low, high): "{low} to {high}", "{low} ~ {high}";
    way_with_workers(strategy, workers): "{strategy}, {workers}", "{strategy}({workers})";
    way_again(way, n): "{way} (again, {n})", "{way}(다시, {n})";
}
