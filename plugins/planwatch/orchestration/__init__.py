"""The one room that knows Airflow: what DAGs share, and how a task comes by its connection, its folders and its day."""
