//! Whole journeys through the machine.

use crate::support::journey::Journey;

#[test]
fn every_journey_ends_as_its_file_says() {
    let journeys = Journey::all();
    assert!(journeys.len() >= 8, "the journeys are in tests/journeys");
    for (name, journey) in journeys {
        assert!(!journey.about.is_empty(), "{name}");
        journey.walk(&name);
    }
}
