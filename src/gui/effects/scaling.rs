//! Working out how strategies take more workers: a simulation that can take seconds for large jobs.

use std::sync::Arc;

use super::Mail;
use crate::compare::Comparison;
use crate::gui::action::News;
use crate::gui::scaling_view::ScalingShown;

pub(super) fn start(mail: &Mail, generation: u64, comparison: Arc<Comparison>) {
    mail.elsewhere("pixloom-scaling", move |mail| {
        mail.tell(News::ScalingKnown(generation, Arc::new(ScalingShown::of(&comparison))));
    });
}
