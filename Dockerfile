# Airflow with planwatch's pinned requirements and its code; one image for every service of docker-compose.yaml.
FROM apache/airflow:3.3.2-python3.11
COPY requirements.txt /requirements.txt
RUN pip install --no-cache-dir -r /requirements.txt
# a volume that is mounted here takes this owner over; one that Docker makes by itself belongs to root
USER root
RUN install --directory --owner=airflow --group=0 --mode=0775 /data
USER airflow
COPY --chown=airflow:0 dags /opt/airflow/dags
COPY --chown=airflow:0 plugins /opt/airflow/plugins
COPY --chown=airflow:0 include /opt/airflow/include
ENV PYTHONPATH=/opt/airflow/plugins GX_ANALYTICS_ENABLED=False
