//! What a comparison says of more workers.

words! {
    uses_one_worker(strategy):
        "{strategy} uses one worker, however many there are.", "{strategy}: 작업자가 몇이든 하나만 씁니다.";
    gains_beyond(strategy, workers):
        "{strategy} would still gain beyond {workers} workers.", "{strategy}: 작업자 {workers}개를 넘어도 더 빨라집니다.";
    gains_nothing_beyond(strategy, workers, why):
        "{strategy} gains nothing beyond {workers}: {why}.", "{strategy}: {workers}부터는 더 빨라지지 않습니다. {why}.";
    longest_chain:
        "then its longest chain of tasks takes all of the time", "이어서 해야 하는 가장 긴 태스크들이 시간을 모두 차지합니다";
    there_is(what): "there is {what}", "있는 것은 {what}입니다";
    there_are(what): "there are {what}", "있는 것은 {what}입니다";
    never_more_tasks(tasks):
        "it never has more than {tasks} at the same time", "동시에 있는 것은 최대 {tasks}입니다";
    predictions_rest_on(records, cores):
        "Predicted times are not measured: they are {records}, played through again with a core for every worker; this machine has {cores}.",
        "예측 시간은 측정한 것이 아니라, 작업자마다 코어가 하나씩 있다고 보고 기록을 다시 돌려 본 것입니다({records}). 이 기계에는 {cores}가 있습니다.";
    records_of(workers): "the records of {workers}", "{workers}의 기록";
    records_of_ways(workers, ways): "the records of {workers} ({ways})", "{workers}의 기록({ways})";
    and_records: " and ", ", ";
    contention_unknown:
        "In them tasks are no slower beside others: how much slower they are takes runs on one worker and on several to tell.",
        "예측에서는 태스크가 함께 돌아도 느려지지 않습니다. 얼마나 느려지는지는 작업자 하나와 여럿에서 실행해 보아야 압니다.";
    contention(share, workers):
        "In them tasks take {share} longer while {workers} are busy, as measured; beside more they are taken to be no slower.",
        "예측에서는 측정한 대로 {workers}가 일할 때 태스크가 {share} 더 걸립니다. 그보다 많아도 더 느려지지 않는다고 봅니다.";
    contention_disturbed:
        " Other programs had cores meanwhile; without them tasks would take less.",
        " 그동안 다른 프로그램이 코어를 썼으므로 실제로는 덜 걸릴 것입니다.";
    too_fast(share, strategy, workers):
        "Held to what was measured, they are off by {share} at most: too fast for {strategy} on {workers}.",
        "측정과 견주면 예측의 오차는 최대 {share}입니다. {strategy}, {workers}에서 실제보다 빠르게 예측했습니다.";
    too_slow(share, strategy, workers):
        "Held to what was measured, they are off by {share} at most: too slow for {strategy} on {workers}.",
        "측정과 견주면 예측의 오차는 최대 {share}입니다. {strategy}, {workers}에서 실제보다 느리게 예측했습니다.";
    amdahls_law: "Amdahl's law", "암달의 법칙";
    universal_law: "The universal scalability law", "보편 확장성 법칙(USL)";
    law_not_fitted(law, needed, found):
        "{law} is not fitted: it takes {needed} different worker counts, and there are {found}: measure more of them.",
        "{law}: 서로 다른 작업자 수가 {needed}가지 필요한데 {found}가지뿐이라 맞추지 않았습니다. 더 측정하십시오.";
    amdahl: "Amdahl", "암달";
    usl: "USL", "USL";
    serial_crowded(share): "{share} serial (with more workers than cores)", "직렬 {share} (작업자가 코어보다 많음)";
    serial(share): "{share} serial", "직렬 {share}";
    serial_at_most(share, most): "{share} serial, at most {most}x as fast", "직렬 {share}, 최대 {most}배";
    usl_finds(sigma, kappa): "sigma {sigma}, kappa {kappa}", "σ {sigma}, κ {kappa}";
    usl_finds_peak(sigma, kappa, workers):
        "sigma {sigma}, kappa {kappa}, fastest on {workers} workers", "σ {sigma}, κ {kappa}, 작업자 {workers}개에서 가장 빠름";
}
