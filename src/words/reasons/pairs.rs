//! Every sentence of errors and messages that the window shows, in English and in Korean. Knows not how they are found.

/// A sentence in English and in Korean. Braces are named alike in both, or counted when they have no name.
type Pair = (&'static str, &'static str);

/// Those that begin alike stand with the longer one first.
pub(in crate::words) const PAIRS: &[Pair] = &[
    // Reading pictures.
    (
        "the file cannot be opened ({0}); check that it is there and may be read",
        "파일을 열 수 없습니다({0}). 파일이 있고 읽을 수 있는지 확인하십시오",
    ),
    ("the file cannot be read ({0}); check the disk", "파일을 읽을 수 없습니다({0}). 디스크를 확인하십시오"),
    ("this is not a file; choose a picture file", "파일이 아닙니다. 사진 파일을 고르십시오"),
    ("the file is empty; copy it again from where it came", "빈 파일입니다. 원본에서 다시 복사하십시오"),
    (
        "this is not a picture of a format that can be read; convert it to PNG or JPEG first",
        "읽을 수 있는 형식의 사진이 아닙니다. 먼저 PNG나 JPEG로 변환하십시오",
    ),
    (
        "pictures of this kind cannot be read ({0}); convert it to PNG or JPEG first",
        "이런 사진은 읽을 수 없습니다({0}). 먼저 PNG나 JPEG로 변환하십시오",
    ),
    (
        "the file is cut short or damaged ({0}); copy it again from where it came",
        "파일이 잘렸거나 손상되었습니다({0}). 원본에서 다시 복사하십시오",
    ),
    ("it ends too early", "중간에 끝납니다"),
    // What formats could not hold.
    ("alpha was laid on white: {0} holds none", "{0}에는 투명도가 없어 흰색 위에 놓았습니다"),
    (
        "half transparent pixels became opaque or clear: {0} holds nothing between",
        "{0}에는 반투명이 없어 반투명 픽셀을 불투명하거나 투명하게 했습니다",
    ),
    ("16 bits were rounded to 8: {0} holds no more", "{0}에는 8비트까지 담을 수 있어 16비트를 8비트로 반올림했습니다"),
    ("grey was stored as colour: {0} holds no such grey", "{0}에는 이런 회색조가 없어 컬러로 저장했습니다"),
    ("colours were reduced to 256: {0} holds no more", "{0}에는 256색까지 담을 수 있어 색을 줄였습니다"),
    ("{0} was left out: {1} holds none", "{0} 제외: {1}에는 담을 수 없습니다"),
    ("{0} was left out: {1} has no room for so much of it", "{0} 제외: {1}에 담기에는 너무 큽니다"),
    ("{0} was left out: it is damaged", "{0} 제외: 손상되었습니다"),
    ("{0} was left out: Pixloom does not carry it", "{0} 제외: Pixloom이 옮기지 않는 정보입니다"),
    (
        "the second part of XMP was left out: Pixloom carries the first",
        "XMP의 둘째 부분 제외: Pixloom은 첫 부분만 옮깁니다",
    ),
    ("only the first of several frames or pages was taken", "여러 프레임이나 페이지 중 첫째만 썼습니다"),
    (
        "samples of more than 16 bits or of floating point became 16 bits",
        "16비트를 넘거나 부동소수점인 샘플을 16비트로 바꾸었습니다",
    ),
    (
        "the colour profile was left out: it is for other colours than the picture has now",
        "색 프로필 제외: 지금 사진과 다른 색 방식의 프로필입니다",
    ),
    ("the colour profile", "색 프로필"),
    ("the resolution (dpi)", "해상도(dpi)"),
    ("text beside the pixels (title, author, comment)", "픽셀 외의 글(제목, 작성자, 설명)"),
    ("{} of pixels are more than the limit of {}; {}", "픽셀 크기({0})가 한도({1})를 넘습니다. {2}"),
    ("it takes more memory than the limit of {}; {}", "필요한 메모리가 한도({0})를 넘습니다. {1}"),
    ("give more memory with --memory, or make the picture smaller", "--memory로 메모리를 더 주거나 사진을 줄이십시오"),
    ("make the picture smaller", "사진을 줄이십시오"),
    ("stopped", "중지됨"),
    // Writing pictures.
    (
        "{0} can be read, not written; choose another format, such as PNG",
        "{0}: 읽을 수만 있고 저장할 수 없는 형식입니다. PNG 같은 다른 형식을 고르십시오",
    ),
    (
        "{width} x {height} pixels are too many for {format}, which ends at {max} a side; choose another format, such as PNG",
        "{width} × {height} 픽셀은 {format} 형식의 한도(한 변 {max})를 넘습니다. PNG 같은 다른 형식을 고르십시오",
    ),
    (
        "the picture cannot be written as {format} ({reason}); choose another format",
        "사진을 {format} 형식으로 저장할 수 없습니다({reason}). 다른 형식을 고르십시오",
    ),
    (
        "the disk is full ({0}); make room or choose another output folder",
        "디스크가 가득 찼습니다({0}). 자리를 만들거나 다른 출력 폴더를 고르십시오",
    ),
    (
        "writing is not allowed ({0}); check the permissions or choose another output folder",
        "쓰기 권한이 없습니다({0}). 권한을 확인하거나 다른 출력 폴더를 고르십시오",
    ),
    (
        "what is there is no ordinary file; move it away or choose another name",
        "같은 자리에 보통 파일이 아닌 것이 있습니다. 옮기거나 다른 이름을 고르십시오",
    ),
    (
        "the file cannot be written ({0}); check the output folder",
        "파일을 저장할 수 없습니다({0}). 출력 폴더를 확인하십시오",
    ),
    (
        "the output was changed by another program during the run, and was kept: run again",
        "실행하는 동안 다른 프로그램이 출력을 바꾸어 그대로 두었습니다. 다시 실행하십시오",
    ),
    (
        "a file of this name appeared during the run and was kept: run again with --overwrite",
        "실행하는 동안 같은 이름의 파일이 생겨 그대로 두었습니다. ‘바꾸기’를 고르고 다시 실행하십시오",
    ),
    (
        "the output folder is no longer there; put it back, or choose another",
        "출력 폴더가 없어졌습니다. 되돌려 놓거나 다른 폴더를 고르십시오",
    ),
    ("the file is damaged: copy it again from where it came", "손상된 파일입니다. 원본에서 다시 복사하십시오"),
    ("the filter gave up: {said}", "필터가 도중에 중단되었습니다: {said}"),
    // Folders.
    ("the folder of the pictures is no longer there; put it back", "사진 폴더가 없어졌습니다. 되돌려 놓으십시오"),
    ("there is no such folder; check the spelling: {}", "그런 폴더가 없습니다. 철자를 확인하십시오: {}"),
    ("this is not a folder; choose the folder it lies in: {}", "폴더가 아닙니다. 그것이 든 폴더를 고르십시오: {}"),
    (
        "the folder cannot be read ({reason}); check its permissions: {}",
        "폴더를 읽을 수 없습니다({reason}). 권한을 확인하십시오: {}",
    ),
    (
        "{n} folder of earlier outputs passed over: choose one itself to filter what it holds",
        "이전 출력 폴더 {n}개를 건너뛰었습니다. 그 안의 사진에 필터를 적용하려면 그 폴더를 고르십시오",
    ),
    (
        "{n} folders of earlier outputs passed over: choose one itself to filter what it holds",
        "이전 출력 폴더 {n}개를 건너뛰었습니다. 그 안의 사진에 필터를 적용하려면 그 폴더를 고르십시오",
    ),
    (
        "{n} picture(s) in the output folder passed over: choose another output folder to filter them",
        "출력 폴더의 사진 {n}장을 건너뛰었습니다. 필터를 적용하려면 다른 출력 폴더를 고르십시오",
    ),
    ("{n} picture passed over: {kinds} cannot be read", "사진 {n}장을 건너뛰었습니다. 읽을 수 없는 형식: {kinds}"),
    ("{n} pictures passed over: {kinds} cannot be read", "사진 {n}장을 건너뛰었습니다. 읽을 수 없는 형식: {kinds}"),
    ("No path is given: type one, or choose a folder", "경로가 없습니다. 입력하거나 폴더를 고르십시오"),
    // Sample pictures.
    (
        "{0} x {1} pixels cannot be made; choose another size, such as 4000x3000",
        "{0} × {1} 픽셀은 만들 수 없습니다. 4000x3000 같은 다른 크기를 고르십시오",
    ),
    (
        "there is a file of that name already, and it is kept; choose another folder: {}",
        "같은 이름의 파일이 있어 그대로 두었습니다. 다른 폴더를 고르십시오: {}",
    ),
    // Filters, recipes and lists of them.
    (
        "{id}={value} is out of range: {id} goes from {min} to {max}{unit}",
        "{id}={value}: 범위를 벗어났습니다({min} ~ {max}{unit})",
    ),
    (
        "{id}={value} is none of its values: write {id}={below} or {id}={above}",
        "{id}={value}: 쓸 수 없는 값입니다. {below} 또는 {above} 중에서 고르십시오",
    ),
    (
        "{id} is {wanted} and not {given}: write them with a / between",
        "{id}: 수의 개수가 맞지 않습니다({given}). / 로 나누어 쓰십시오: {wanted}",
    ),
    (
        "rank={rank} is out of range: a window of size={size} has the ranks 0 to {max}",
        "순위 {rank}: 범위를 벗어났습니다. 크기 {size}의 순위는 0 ~ {max}입니다",
    ),
    (
        "the weights add up to zero, by which nothing can be divided: set the divisor (scale) to 1 for their plain sum",
        "가중치의 합이 0이라 나눌 수 없습니다. 나누는 수를 1로 하십시오",
    ),
    ("there is no parameter \"{given}\": {known}", "그런 매개변수가 없습니다(\"{given}\"): {known}"),
    ("this filter takes none", "이 필터에는 매개변수가 없습니다"),
    ("this filter takes {ids}", "이 필터의 매개변수: {ids}"),
    (
        "\"{word}\" names no filter: write one like edges, blur:radius=2.5 or smooth+edges",
        "\"{word}\"에 필터가 없습니다. edges, blur:radius=2.5, smooth+edges처럼 쓰십시오",
    ),
    ("there is no filter \"{given}\": choose from {known}", "그런 필터가 없습니다(\"{given}\"). 있는 필터: {known}"),
    ("there is no filter \"{given}\": {hint}", "그런 필터가 없습니다(\"{given}\"): {hint}"),
    (
        "\"{given}\" sets nothing: write a parameter and a number, like radius=2.5",
        "\"{given}\": 매개변수와 수를 radius=2.5처럼 쓰십시오",
    ),
    (
        "it is no text in UTF-8: choose another file, or save it as UTF-8",
        "UTF-8 글이 아닙니다. 다른 파일을 고르거나 UTF-8로 저장하십시오",
    ),
    (
        "it holds no recipe: write one a line, like edges, blur:radius=2.5 or smooth+edges",
        "레시피가 없습니다. edges, blur:radius=2.5, smooth+edges처럼 한 줄에 하나씩 쓰십시오",
    ),
    (
        "line {line}: the recipe {word} stands in line {first} already: remove one of them",
        "{line}번째 줄: 레시피가 {first}번째 줄에 이미 있습니다. 하나를 지우십시오: {word}",
    ),
    ("line {line}: {source}", "{line}번째 줄: {source}"),
    ("it cannot be read ({error}): look whether it is there", "읽을 수 없습니다({error}). 파일이 있는지 보십시오"),
    (
        "the name is that of a picture: choose one that ends in .txt",
        "사진의 이름입니다. .txt로 끝나는 이름을 고르십시오",
    ),
    ("The ticked recipes are saved: {path}", "선택한 레시피를 저장했습니다: {path}"),
    ("{n} recipe opened: {path}", "레시피 {n}개를 열었습니다: {path}"),
    ("{n} recipes opened: {path}", "레시피 {n}개를 열었습니다: {path}"),
    (
        "there are too many lists of recipes in this folder: remove some",
        "이 폴더에 레시피 목록이 너무 많습니다. 일부를 지우십시오",
    ),
    (
        "This desktop offers no dialog for files: type the path of a list of recipes where folders are typed",
        "이 데스크톱에는 파일 대화 상자가 없습니다. 폴더 경로를 쓰는 곳에 레시피 목록의 경로를 입력하십시오",
    ),
    (
        "no command line is long enough to name {0} pictures: tick fewer than {MOST_NAMED}, or all but so many",
        "명령줄에 사진 {0}장의 이름을 다 쓸 수 없습니다. {MOST_NAMED}장보다 적게, 또는 그만큼만 빼고 선택하십시오",
    ),
    (
        "no command line can name a path with letters that are none: rename it: {}",
        "글자가 아닌 것이 든 경로는 명령줄에 쓸 수 없습니다. 이름을 바꾸십시오: {}",
    ),
    (
        "the folder that the program was started in is gone ({0}): open the pictures by their whole path",
        "프로그램을 시작한 폴더가 없어졌습니다({0}). 사진을 전체 경로로 여십시오",
    ),
    (
        "The command is in the clipboard: paste it into a terminal",
        "명령을 클립보드에 복사했습니다. 터미널에 붙여 넣으십시오",
    ),
    // Planning a job.
    (
        "there are no pictures to filter: choose a folder that holds some, or look into its folders with --recursive",
        "필터를 적용할 사진이 없습니다. 사진이 있는 폴더를 고르거나 하위 폴더를 포함하십시오",
    ),
    ("no filter is chosen: choose at least one", "고른 필터가 없습니다. 하나 이상 고르십시오"),
    ("the recipe {0} is given twice: leave one of them out", "같은 레시피가 두 번 있습니다({0}). 하나를 빼십시오"),
    (
        "an output would fall onto a picture of the job: choose another output folder or name: {}",
        "출력이 작업의 사진을 덮어쓰게 됩니다. 다른 출력 폴더나 이름을 고르십시오: {}",
    ),
    (
        "the output folder is that of the pictures, where outputs would be filtered again: choose another, such as a folder inside it: {}",
        "출력 폴더가 사진 폴더와 같아 출력에 다시 필터가 적용됩니다. 그 안의 폴더처럼 다른 폴더를 고르십시오: {}",
    ),
    ("the output folder is a file: choose another: {}", "출력 폴더가 파일입니다. 다른 폴더를 고르십시오: {}"),
    (
        "a link in the output folder leads elsewhere, and outputs would follow it: remove it, or choose another output folder: {}",
        "출력 폴더의 링크가 다른 곳을 가리켜 출력이 그리로 갑니다. 링크를 지우거나 다른 출력 폴더를 고르십시오: {}",
    ),
    (
        "the path of an output is longer than the {} bytes that the system allows: choose an output folder nearer to the root, or a shorter name: {}",
        "출력 경로가 시스템의 한도({0}바이트)보다 깁니다. 더 짧은 경로의 출력 폴더나 이름을 고르십시오: {1}",
    ),
    (
        "the journal of the output folder cannot be read ({0}), so that only the age of outputs counts",
        "출력 폴더의 저널을 읽을 수 없어({0}) 출력의 시각만 봅니다",
    ),
    (
        "{0} of the lines in the journal of the output folder cannot be understood and are passed over",
        "출력 폴더의 저널에서 알아볼 수 없는 줄 {0}개를 건너뛰었습니다",
    ),
    (
        "{n} output was changed by another program since, and is kept: overwrite to make anew",
        "출력 {n}개는 다른 프로그램이 바꾸어 그대로 둡니다. 새로 만들려면 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} outputs were changed by another program since, and are kept: overwrite to make anew",
        "출력 {n}개는 다른 프로그램이 바꾸어 그대로 둡니다. 새로 만들려면 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} output that is kept was made from other pictures than the ones that now have their names: choose another output folder, or overwrite",
        "그대로 두는 출력 {n}개는 지금 그 이름의 사진이 아닌 다른 사진으로 만든 것입니다. 다른 출력 폴더나 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} outputs that are kept were made from other pictures than the ones that now have their names: choose another output folder, or overwrite",
        "그대로 두는 출력 {n}개는 지금 그 이름의 사진이 아닌 다른 사진으로 만든 것입니다. 다른 출력 폴더나 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} output that is kept may be of other pictures, because such names move when pictures come and go: choose another output folder, or overwrite",
        "그대로 두는 출력 {n}개는 다른 사진의 것일 수 있습니다. 이런 이름은 사진이 늘거나 줄면 바뀝니다. 다른 출력 폴더나 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} outputs that are kept may be of other pictures, because such names move when pictures come and go: choose another output folder, or overwrite",
        "그대로 두는 출력 {n}개는 다른 사진의 것일 수 있습니다. 이런 이름은 사진이 늘거나 줄면 바뀝니다. 다른 출력 폴더나 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} output that is kept was made without a journal, so that a changed recipe cannot be noticed: overwrite to make anew",
        "그대로 두는 출력 {n}개는 저널 없이 만들어 레시피가 바뀌어도 알 수 없습니다. 새로 만들려면 ‘바꾸기’를 고르십시오",
    ),
    (
        "{n} outputs that are kept were made without a journal, so that a changed recipe cannot be noticed: overwrite to make anew",
        "그대로 두는 출력 {n}개는 저널 없이 만들어 레시피가 바뀌어도 알 수 없습니다. 새로 만들려면 ‘바꾸기’를 고르십시오",
    ),
    // Runs and comparisons.
    (
        "the folder of the pictures is no longer there: choose it again: {}",
        "사진 폴더가 없어졌습니다. 다시 고르십시오: {}",
    ),
    (
        "{workers} workers could not be started ({reason}): ask for fewer",
        "작업자 {workers}개를 시작할 수 없습니다({reason}). 수를 줄이십시오",
    ),
    (
        "The strategy broke off ({said}): choose another, and report this fault",
        "전략이 도중에 중단되었습니다({said}). 다른 전략을 고르고 이 결함을 알려 주십시오",
    ),
    (
        "no strategy is chosen: choose at least one, better two",
        "고른 전략이 없습니다. 하나 이상, 되도록 둘을 고르십시오",
    ),
    (
        "no scratch folder could be made ({source}): choose another folder: {}",
        "임시 폴더를 만들 수 없습니다({source}). 다른 폴더를 고르십시오: {}",
    ),
    (
        "no output could be made, so there is nothing to compare: {}",
        "출력을 하나도 만들 수 없어 비교할 것이 없습니다: {}",
    ),
    (
        "the runs did not do the same work, so there is nothing to compare: {}",
        "실행마다 한 일이 달라 비교할 수 없습니다: {}",
    ),
    (
        "a picture was changed or removed while it was compared, so that not every run did the same work: compare again when nothing else writes there: {}",
        "비교하는 동안 사진이 바뀌거나 없어져 실행마다 한 일이 다릅니다. 다른 프로그램이 쓰지 않을 때 다시 비교하십시오: {}",
    ),
    ("the comparison gave up: {0}", "비교를 포기했습니다: {0}"),
    (
        "the pictures would take {need_mb} MB in memory, more than half of what there is ({have_mb} MB): choose fewer pictures, or measure the whole job",
        "사진이 메모리의 절반보다 많은 {need_mb} MB를 차지합니다(전체 {have_mb} MB). 사진을 줄이거나 전체 작업을 측정하십시오",
    ),
    ("the comparison broke off ({0}): report this fault", "비교가 도중에 중단되었습니다({0}). 이 결함을 알려 주십시오"),
    (
        "{strategy} broke off ({said}): leave it out, and report this fault",
        "{strategy} 전략이 도중에 중단되었습니다({said}). 그 전략을 빼고 이 결함을 알려 주십시오",
    ),
    ("stopped before the first round was over: there is no result", "첫 라운드가 끝나기 전에 중지하여 결과가 없습니다"),
    // The history, exports, and the window.
    (
        "the system names no folder for data of programs: set HOME or XDG_DATA_HOME",
        "시스템에 프로그램 데이터를 둘 폴더가 정해져 있지 않습니다. HOME이나 XDG_DATA_HOME을 설정하십시오",
    ),
    ("the history cannot be written, {source}: {}", "기록을 저장할 수 없습니다. {source}: {}"),
    (
        "the history cannot be read ({source}): look who may read its folder: {}",
        "기록을 읽을 수 없습니다({source}). 폴더를 읽을 권한이 있는지 보십시오: {}",
    ),
    (
        "the history has no comparison {0}: choose one that `pixloom history` lists",
        "기록에 그런 비교가 없습니다({0}). 목록에 있는 것을 고르십시오",
    ),
    (
        "this is not a comparison that can be read ({reason}): remove it, or ask the version that wrote it: {}",
        "읽을 수 있는 비교가 아닙니다({reason}). 지우거나, 만든 버전으로 여십시오: {}",
    ),
    ("the chart cannot be drawn ({0}): take the CSV", "차트를 그릴 수 없습니다({0}). CSV를 쓰십시오"),
    (
        "the chart cannot be made into pixels ({0}): take the SVG",
        "차트를 그림으로 만들 수 없습니다({0}). SVG를 쓰십시오",
    ),
    (
        "there is no memory for a chart of {width} x {height} pixels: take the SVG",
        "{width} × {height} 픽셀의 차트를 만들 메모리가 없습니다. SVG를 쓰십시오",
    ),
    (
        "the pixels of the chart do not add up ({0}): take the SVG",
        "차트의 픽셀 수가 맞지 않습니다({0}). SVG를 쓰십시오",
    ),
    ("the pixels of the chart cannot be packed ({0}): take the SVG", "차트를 압축할 수 없습니다({0}). SVG를 쓰십시오"),
    (
        "there is no such folder for the report: make it first, or choose another: {}",
        "보고서를 둘 폴더가 없습니다. 먼저 만들거나 다른 폴더를 고르십시오: {}",
    ),
    (
        "the pictures of the comparison are in this folder, and the chart would be one of them: name another, or a new one in it: {}",
        "비교한 사진이 든 폴더라 차트가 그 사이에 섞입니다. 다른 폴더나 그 안의 새 폴더를 고르십시오: {}",
    ),
    (
        "this file would be replaced, and no export of a comparison has made it: name another folder: {}",
        "비교를 내보낸 것이 아닌 파일을 덮어쓰게 됩니다. 다른 폴더를 고르십시오: {}",
    ),
    (
        "this file would be replaced, and it is no report of a run: choose another: {}",
        "이 파일은 실행 보고서가 아니어서 바꾸지 않습니다. 다른 파일을 고르십시오: {}",
    ),
    ("this is a file, and reports go into a folder: name another: {}", "파일입니다. 보고서를 둘 폴더를 고르십시오: {}"),
    (
        "this is a link or no ordinary file, which a report would replace: choose another: {}",
        "링크이거나 보통 파일이 아닌 것을 덮어쓰게 됩니다. 다른 곳을 고르십시오: {}",
    ),
    ("the report could not be written, {source}: {}", "보고서를 저장할 수 없습니다. {source}: {}"),
    (
        "Written into {folder} (this desktop offers no folder dialog to choose another): {names}",
        "저장한 곳 {folder}: {names} (이 데스크톱에는 다른 폴더를 고를 대화 상자가 없습니다)",
    ),
    ("Written into {folder}: {names}", "저장한 곳 {folder}: {names}"),
    (
        "The system has no thread left ({error}): close other programs and try again",
        "시스템에 남은 스레드가 없습니다({error}). 다른 프로그램을 닫고 다시 해 보십시오",
    ),
    (
        "The settings cannot be read ({reason}), so the usual ones are used; {kept}",
        "설정을 읽을 수 없어({reason}) 기본 설정을 씁니다. {kept}",
    ),
    (
        "Some settings cannot be read ({reason}), so the usual ones are used for these; {kept}",
        "읽을 수 없는 설정이 있어({reason}) 해당 항목만 기본값을 씁니다. {kept}",
    ),
    ("the file is kept as {path}", "파일을 보관한 곳: {path}"),
    ("the file could not be kept aside ({error}): {path}", "파일을 따로 보관할 수 없습니다({error}): {path}"),
    (
        "The folder could not be shown ({why}): open it yourself: {folder}",
        "폴더를 보여 줄 수 없습니다({why}). 직접 여십시오: {folder}",
    ),
];
