//! (being written by the lead)

use chrono::NaiveDate;

use super::answers::Answers;
use super::page_id::PageId;
use super::task::TaskId;

/// The wizard, worked out from the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The nine tasks, in hub order.
    pub tasks: Vec<TaskPlan>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskPlan {
    /// Which.
    pub id: TaskId,
    /// How it stands.
    pub status: TaskStatus,
    /// The run of its pages that the answers call for.
    pub pages: Vec<PageId>,
}

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Nothing answered.
    NotYetStarted,
    /// Something answered.
    InProgress,
    /// A request has gone out.
    Waiting {
        /// Since when, where it is known.
        since: Option<NaiveDate>,
        /// From when to chase.
        chase_on: Option<NaiveDate>,
    },
    /// The person said so, and nothing is missing.
    Completed {
        /// On this day.
        on: NaiveDate,
    },
    /// Needs another task first.
    CannotStartYet {
        /// That one.
        needs: TaskId,
    },
    /// Ruled out by an answer.
    NotNeeded,
}

impl Plan {
    /// One of its tasks.
    #[must_use]
    pub fn task(&self, id: TaskId) -> &TaskPlan {
        &self.tasks[id.index()]
    }
}

/// Works the plan out.
#[must_use]
pub fn plan(_answers: &Answers) -> Plan {
    Plan { tasks: vec![] }
}
