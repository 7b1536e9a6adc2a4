//! What a step is called, which hangs on the site and on who reads it.

use super::answers::Answers;
use super::task::TaskId;
use crate::domain::choice::Choice as _;
use crate::domain::site::Role;
use crate::guide::Guide;

/// The title of a task: getting access is another thing for a site that has never used NHSmail, and what is a manager's
/// own is not a helper's.
#[must_use]
pub fn of<'g>(answers: &Answers, guide: &'g Guide, task: TaskId) -> &'g str {
    let never = task == TaskId::GetAccess && answers.is_new_site();
    let slug = if never { "get-access.never" } else { task.slug() };
    let for_helper = guide.task_title(&format!("{slug}.helping"));
    if answers.role() == Role::Helping && !for_helper.is_empty() {
        for_helper
    } else {
        guide.task_title(slug)
    }
}
