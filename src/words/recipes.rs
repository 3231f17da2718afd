//! Words of the panel of recipes.

words! {
    more: "More", "더 보기";
    more_hint: "Recipes as files, and as a command line", "레시피를 파일이나 명령줄로";
    open_recipes: "Open recipes…", "레시피 열기…";
    open_recipes_hint:
        "Take the recipes of a file instead of these; Undo brings these back",
        "지금 레시피 대신 파일의 레시피를 씁니다. 실행 취소로 되돌릴 수 있습니다";
    save_recipes: "Save recipes…", "레시피 저장…";
    save_recipes_hint:
        "Write the ticked recipes into a file that people, and pixloom run --recipes, can read",
        "선택한 레시피를 사람과 pixloom run --recipes가 읽을 수 있는 파일로 저장합니다";
    copy_as_command: "Copy as command", "명령으로 복사";
    copy_as_command_hint:
        "Put the command line into the clipboard that makes the same outputs", "같은 출력을 만드는 명령줄을 클립보드에 복사합니다";
    undo: "Undo", "실행 취소";
    undo_hint: "Take back the last change of the recipes", "레시피의 마지막 변경을 되돌립니다";
    nothing_changed: "Nothing was changed", "바꾼 것이 없습니다";
    redo: "Redo", "다시 적용";
    redo_hint: "Do again what was taken back", "되돌린 것을 다시 합니다";
    nothing_taken_back: "Nothing was taken back", "되돌린 것이 없습니다";
    chains: "Chains", "체인";
    new_chain: "New chain", "새 체인";
    new_chain_hint:
        "Filters that are applied one after the other. Drag filters and steps to where they belong",
        "차례로 적용하는 필터입니다. 필터와 단계를 끌어다 놓으십시오";
    all_filters: "All", "모두";
    all_filters_hint: "Tick every filter and chain", "모든 필터와 체인을 선택합니다";
    no_filters: "None", "없음";
    no_filters_hint: "Tick nothing", "모두 선택 해제합니다";
    remove_named(what): "Remove {what}", "제거: {what}";
    remove_chain_hint: "Remove the chain", "체인을 제거합니다";
    step_of(n, all, filter): "Step {n} of {all}, {filter}", "{all}단계 중 {n}단계, {filter}";
    grip_hint:
        "Drag it to another place, or move it by Alt+Up and Alt+Down. Delete removes it",
        "끌어서 옮기거나 Alt+위, Alt+아래로 옮깁니다. Delete로 제거합니다";
    remove_step(n, filter): "Remove, step {n}, {filter}", "제거, {n}단계, {filter}";
    remove_step_hint: "Remove the step", "단계를 제거합니다";
    move_step_up(n, filter): "Move up, step {n}, {filter}", "위로, {n}단계, {filter}";
    move_step_up_hint: "Apply it earlier (Alt+Up)", "더 먼저 적용합니다 (Alt+위)";
    move_step_down(n, filter): "Move down, step {n}, {filter}", "아래로, {n}단계, {filter}";
    move_step_down_hint: "Apply it later (Alt+Down)", "더 나중에 적용합니다 (Alt+아래)";
    add_step: "Add step", "단계 추가";
    add_step_to(chain): "Add step to {chain}", "단계 추가: {chain}";
    add_step_hint: "Apply another filter after these", "이 뒤에 필터를 더 적용합니다";
    recipe_refused(recipe, why): "{recipe} cannot be run: {why}", "실행할 수 없는 레시피: {recipe}. {why}";
    refused(why): "Refused: {why}", "쓸 수 없는 값: {why}";
    between(from, to, unit): "{from} to {to} {unit}", "{from} ~ {to} {unit}";
    weight_at(param, row, column): "{param}, row {row}, column {column}", "{param}, {row}행 {column}열";
    value_of(filter, param): "{filter}: {param}", "{filter}: {param}";
    exactly(name): "{name}, as a number", "{name}, 숫자로";
    then(first, next): "{first}, then {next}", "{first} → {next}";
    with_value(filter, param, value): "{filter}, {param} {value}", "{filter}, {param} {value}";
}
