"""The read-only server of OData v4 (https://docs.oasis-open.org/odata/odata/v4.01/)."""
