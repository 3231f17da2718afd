//! Timelines: made ready on a thread of their own, because a large run has millions of spans.

use std::sync::Arc;

use super::Mail;
use crate::gui::action::News;
use crate::gui::timeline::{Source, Timeline};
use crate::words::Language;

pub(super) fn start(mail: &Mail, generation: u64, source: Source, words: Language) {
    mail.elsewhere("pixloom-timeline", move |mail| {
        mail.tell(News::TimelineReady(generation, Timeline::new(source, words).map(Arc::new)));
    });
}
