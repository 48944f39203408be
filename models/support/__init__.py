"""Support of schools: the catalogue of measures against risk factors, and which of them a school's plan is made of."""
