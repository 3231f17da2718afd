//! How parts of a comparison are kept in a file where their own type has no form for that.

use std::path::Path;

use serde::Serializer;

/// A path; what is no Unicode in it is lost, and the folder can then no longer be found by it.
pub(super) fn path<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&path.to_string_lossy())
}

/// A way, with its strategy by id.
pub(super) mod way {
    use std::num::NonZeroUsize;

    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::engine::{HandOver, Way, WorkerKind};
    use crate::strategies;

    #[derive(Serialize, Deserialize)]
    struct Kept {
        strategy: String,
        workers: NonZeroUsize,
        worker_kind: WorkerKind,
        hand_over: HandOver,
    }

    pub(crate) fn serialize<S: Serializer>(way: &Way, to: S) -> Result<S::Ok, S::Error> {
        let Way { strategy, workers, worker_kind, hand_over } = *way;
        Kept { strategy: strategy.id.to_owned(), workers, worker_kind, hand_over }.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Way, D::Error> {
        let Kept { strategy, workers, worker_kind, hand_over } = Kept::deserialize(from)?;
        let unknown = || D::Error::custom(format!("there is no strategy {strategy} any more"));
        Ok(Way { strategy: strategies::find(&strategy).ok_or_else(unknown)?, workers, worker_kind, hand_over })
    }
}

/// A recording, unless it is so long that keeping it costs more than it is worth.
pub(super) mod recording {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::engine::Recording;

    /// Some 2 MB of JSON.
    const MOST_SPANS: usize = 20_000;

    pub(crate) fn serialize<S: Serializer>(recording: &Option<Arc<Recording>>, to: S) -> Result<S::Ok, S::Error> {
        recording.as_deref().filter(|recording| recording.spans().len() <= MOST_SPANS).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Arc<Recording>>, D::Error> {
        Ok(Option::<Recording>::deserialize(from)?.map(Arc::new))
    }
}
