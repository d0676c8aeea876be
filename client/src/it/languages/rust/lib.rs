#[path = "generated/src/models/mod.rs"]
pub mod models;

#[cfg(test)]
mod tests {
    use crate::models::{ReadRequest, TrackerResponse};

    #[test]
    fn reads_an_answer_and_writes_a_request() {
        let answer = r#"{"success": true, "value": {"id": 1, "label": "Van", "clone": false, "group_id": 0,
            "source": {"id": 2, "device_id": "1", "model": "m", "blocked": false, "tariff_id": 3,
            "status_listing_id": null, "creation_date": "2021-09-20", "tariff_end_date": null, "phone": null}}}"#;
        let tracker: TrackerResponse = serde_json::from_str(answer).unwrap();
        assert_eq!(tracker.value.label, "Van");
        assert_eq!(serde_json::to_value(ReadRequest::new(5)).unwrap()["tracker_id"], 5);
    }
}
