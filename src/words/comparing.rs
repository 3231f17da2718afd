//! Words around comparisons: while they are made, their history, and the curves of more workers.

words! {
    getting_ready: "Getting ready", "준비하는 중";
    getting_ready_hint: "The job is being planned.", "작업을 계획하고 있습니다.";
    nothing_compared_hint:
        "Compare runs the same job under every ticked strategy, several times in turn, and says here which one came out ahead and why.",
        "비교는 같은 작업을 선택한 전략마다 여러 번 번갈아 실행하고, 어느 것이 왜 앞섰는지 여기에 알려 줍니다.";
    reading_pictures: "Reading the pictures into memory", "사진을 메모리로 읽는 중";
    warming_up: "Warming up", "준비 라운드";
    warming_up_uncounted: "Warming up: this round is not counted", "준비 라운드: 기록에 넣지 않습니다";
    round_of(round, rounds): "Round {round} of {rounds}", "라운드 {round} / {rounds}";
    round_until_precise(round): "Round {round}, until precise enough", "라운드 {round}, 충분히 정밀해질 때까지";
    runs_of(done, all): "{done} of {all} runs", "{all}회 중 {done}회";
    runs(done): "{done} runs", "{done}회";
    bars_so_far: "Bars are medians so far; every dot is one round.", "막대는 지금까지의 중앙값, 점 하나는 한 라운드입니다.";
    bars_are: "Bars are medians, divided as all workers' time was; dots are rounds", "막대는 중앙값을 작업자 시간의 비율로 나눈 것, 점은 라운드";
    crosses_are: ", crosses those that stand out", ", 가위표는 벗어난 라운드";
    whiskers_are: ", whiskers the 95 % interval", ", 수염은 95 % 구간";
    stopped_early(rounds):
        "Stopped early: {rounds} rounds were whole and are shown.", "일찍 중지됨: 끝까지 마친 라운드 {rounds}회를 보여 줍니다.";
    one_disturbed(rounds): "1 round of {rounds} was disturbed", "라운드 {rounds}회 중 1회가 방해를 받았습니다";
    some_disturbed(n, rounds): "{n} rounds of {rounds} were disturbed", "라운드 {rounds}회 중 {n}회가 방해를 받았습니다";

    export: "Export…", "내보내기…";
    export_hint: "Write the comparison into a folder, in every format there is", "비교를 모든 형식으로 폴더에 저장합니다";
    nothing_to_export: "Nothing is compared yet", "아직 비교한 것이 없습니다";
    history: "History", "기록";
    history_hint:
        "Earlier comparisons, to be opened or laid beside this one", "이전 비교를 열거나 지금 비교와 나란히 놓습니다";
    back: "Back", "뒤로";
    back_hint: "Close the list of earlier comparisons", "이전 비교 목록을 닫습니다";
    kept_since(begun): "From the history: begun {begun}", "기록에서: {begun} 시작";
    reading_history: "Reading earlier comparisons…", "이전 비교를 읽는 중…";
    no_history: "No earlier comparisons", "이전 비교가 없습니다";
    no_history_hint:
        "Every comparison is kept from its first round on, with machine, settings and samples, and is listed here.",
        "모든 비교는 첫 라운드부터 기계, 설정, 측정값과 함께 기록되어 여기에 나옵니다.";
    beside: "Beside", "나란히";
    beside_hint: "Lay it beside the comparison that is shown", "보이는 비교와 나란히 놓습니다";
    beside_of(begun): "Beside {begun}", "나란히 {begun}";
    open_kept_hint: "Show it as if it had just ended", "방금 끝난 것처럼 보여 줍니다";
    open_of(begun): "Open {begun}", "열기 {begun}";
    before_and_after(begun):
        "Before: begun {begun}. After: the comparison below", "이전: {begun} 시작. 이후: 아래의 비교";
    close_beside: "Close the one beside", "나란히 놓은 비교 닫기";
    kept_line(folder, job, ways, rounds): "{folder}: {job}, {ways}, {rounds}", "{folder}: {job}, {ways}, {rounds}";
    and_stopped_early: ", stopped early", ", 일찍 중지됨";

    curve: "Curve", "곡선";
    curve_speedup: "Speed-up", "속도 향상";
    curve_speedup_hint: "How many times as fast as one worker", "작업자 하나보다 몇 배 빠른지";
    curve_time: "Time", "시간";
    curve_time_hint: "How long the job takes", "작업에 걸리는 시간";
    curve_efficiency: "Efficiency", "효율";
    curve_efficiency_hint:
        "Speed-up for each worker: 100 % when twice the workers take half the time",
        "작업자 하나당 속도 향상: 작업자가 두 배일 때 시간이 절반이면 100 %";
    measure_more:
        "Measured on one worker count only. Tick Sweep beside Workers and press Compare to measure on one, two and more.",
        "작업자 수 하나에서만 측정했습니다. 작업자 옆의 ‘단계별’을 선택하고 비교하면 하나, 둘, 그 이상에서 측정합니다.";
    being_measured: "Being measured", "측정하는 중";
    being_measured_hint: "The curves are drawn when the comparison is over.", "비교가 끝나면 곡선을 그립니다.";
    working_out_curves: "Working out the curves…", "곡선을 계산하는 중…";
    no_curves_hint:
        "Compare with Sweep ticked measures every strategy on one worker, on two, and so on. Here is seen what more workers gain, and what still more would.",
        "‘단계별’을 선택하고 비교하면 각 전략을 작업자 하나, 둘, …에서 측정합니다. 작업자를 늘려 얻은 것과 더 늘리면 얻을 것이 여기에 보입니다.";
    predicted_from_here: "predicted →", "예측 →";
    lines_are: "Solid is measured, dotted and hollow predicted, dashed ideal", "실선은 측정값, 점선과 빈 표시는 예측값, 파선은 이상적인 값";
    thin_lines_are: ", thin lines laws", ", 가는 선은 법칙";

    not_measured_yet: "not measured yet", "아직 측정 안 됨";
    way_not_measured(way): "{way} not measured yet", "{way} 아직 측정 안 됨";
    bar_chart_of(ways): "Bar chart of times: {ways}", "시간 막대그래프: {ways}";
    line_chart_of(what, lines): "Line chart of {what} by workers: {lines}", "작업자 수에 따른 {what} 꺾은선그래프: {lines}";
    on_workers(value, workers): "{value} on {workers}", "작업자 {workers}개에서 {value}";
    predicted_value(value): ", predicted {value}", ", 예측 {value}";
}
