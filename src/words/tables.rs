//! Headings, captions and cells of tables.

words! {
    head_strategy: "Strategy", "전략";
    head_worker: "Worker", "작업자";
    head_median: "Median", "중앙값";
    head_interval: "95 % interval", "95 % 구간";
    head_speedup: "Speed-up", "속도 향상";
    head_efficiency: "Efficiency", "효율";
    head_megapixels_per_s: "MP/s", "MP/s";
    head_peak_memory: "Peak memory", "최대 메모리";
    times_caption(over, intervals):
        "Times are medians of the rounds{over}. Peak memory is that of the whole program, which may still hold what runs before have used.{intervals}",
        "시간은 라운드의 중앙값입니다{over}. 최대 메모리는 프로그램 전체의 것으로, 앞선 실행이 쓴 메모리가 남아 있을 수 있습니다.{intervals}";
    speedup_is_over(way):
        "; speed-up is over {way}, efficiency is speed-up for each worker",
        ". 속도 향상의 기준은 {way} 방식, 효율은 작업자 하나당 속도 향상입니다";
    intervals_begin_with(rounds):
        " Intervals, and marks of rounds that stand out, begin with {rounds} rounds.",
        " 구간과 벗어난 라운드 표시는 {rounds}회부터 나옵니다.";
    head_times_as_long: "Times as long", "몇 배 걸림";
    head_answer: "Answer", "답";
    least_median: "least median", "가장 작은 중앙값";
    ranking_caption(pairs, p, ratio):
        "How many times as long each way takes as the one with the least median: the trimmed mean of the rounds' ratios. p is corrected for {pairs}; clear is below {p}, and {ratio}x or more.",
        "중앙값이 가장 작은 방식보다 몇 배 걸리는지, 라운드 비율의 절사 평균입니다. p는 {pairs}에 대해 보정했습니다. 뚜렷한 차이는 p {p} 미만, {ratio}배 이상입니다.";
    clear: "clear", "뚜렷함";
    not_clear: "not clear", "뚜렷하지 않음";
    not_clear_rounds(rounds): "not clear: about {rounds} would tell", "뚜렷하지 않음: 약 {rounds}면 가려짐";
    too_close: "too close to matter", "차이가 없다시피 함";
    worker_time_caption:
        "Shares of all workers' time in the round whose time is nearest to the median: at work on a core, then waiting, by cause. CPU is processor time.",
        "시간이 중앙값에 가장 가까운 라운드에서 모든 작업자 시간의 비율: 코어에서 일한 시간, 그다음은 원인별 대기입니다. CPU는 프로세서 시간입니다.";
    head_cpu: "CPU", "CPU";
    head_busy: "Busy", "가동";
    head_tasks: "Tasks", "태스크";
    workers_caption:
        "Tasks are pictures opened and outputs made; then shares of the run's time: at work on a core, and waiting, by cause.",
        "태스크는 연 사진과 만든 출력의 수입니다. 그다음은 실행 시간의 비율: 코어에서 일한 시간, 원인별 대기입니다.";
    head_time: "Time", "시간";
    head_over_one: "Over 1 worker", "작업자 1개 대비";
    head_predicted: "Predicted", "예측";
    head_off_by: "Off by", "오차";
    measured_caption:
        "Measured medians. Speed-up is over the strategy's own time on one worker, or else the baseline's, as far as measured; efficiency is speed-up for each worker; Karp-Flatt is the serial share that explains it, above 100 % where more workers are slower. A prediction from a row's own records leaves out what others took of its cores.",
        "측정한 중앙값입니다. 속도 향상의 기준은 그 전략이 작업자 하나로 걸린 시간이며, 측정하지 않았으면 기준 전략의 시간입니다. 효율은 작업자 하나당 속도 향상입니다. Karp-Flatt는 이를 설명하는 직렬 비율로, 작업자가 늘어 느려지면 100 %를 넘습니다. 같은 줄의 기록으로 한 예측은 다른 프로그램이 쓴 코어 시간을 뺀 것입니다.";
    own_records: "own records", "자기 기록";
    head_records_of: "Records of", "기록한 작업자 수";
    predicted_caption:
        "Predicted, not measured: the time on so many workers, from the records of as many as are named.",
        "측정이 아니라 예측입니다. 적힌 작업자 수의 기록에서 계산한, 각 작업자 수에서의 시간입니다.";
    head_law: "Law", "법칙";
    head_finds: "What it finds", "결과";
    head_typical_error: "Typical error", "보통 오차";
    head_largest_error: "Largest error", "최대 오차";
    laws_caption:
        "Laws fitted to the medians by least squares of their relative errors; errors are those of the law at the worker counts measured. USL is the universal scalability law.",
        "중앙값에 상대 오차의 최소 제곱으로 맞춘 법칙입니다. 오차는 측정한 작업자 수에서의 것입니다. USL은 보편 확장성 법칙입니다.";
    head_before: "Before", "이전";
    head_after: "After", "이후";
    head_change: "Change", "변화";
    beside_caption(test, ways, p, ratio):
        "Medians; a change is that of the time by trimmed means, so less is faster. Its interval and p are those of {test}, p corrected for {ways} (Holm); clear below {p}, and {ratio}x or more either way. Rounds of two comparisons are not paired: what else the machine did then is part of the change.",
        "중앙값입니다. 변화는 절사 평균으로 본 시간의 변화이므로 작을수록 빠릅니다. 구간과 p는 {test}에 따르며, {ways}에 대해 보정했습니다(Holm). 뚜렷한 차이는 p {p} 미만, 어느 쪽이든 {ratio}배 이상입니다. 두 비교의 라운드는 짝이 없어, 그때 기계가 한 다른 일도 변화에 들어 있습니다.";
}
