//! Writing a comparison into a folder, in every format there is.

use std::path::PathBuf;
use std::sync::Arc;

use super::Mail;
use crate::compare::Comparison;
use crate::gui::action::News;
use crate::report;
use crate::words::Language;

pub(super) fn start(mail: &Mail, comparison: Arc<Comparison>, folder: PathBuf) {
    mail.elsewhere("pixloom-export", move |mail| {
        let allowed = report::check_export(&folder, comparison.job.paths());
        let written = allowed.and_then(|()| report::export(&comparison.told_in(Language::English), &folder));
        mail.tell(News::Exported(folder, written.map_err(|error| error.to_string())));
    });
}
