"""Publishes one message (beskjed) and waits until Varselvakt says what became of it.

    pip install -r requirements.txt
    eval "$(npx varselvakt stack env)"      # or set KAFKA_BROKERS and KAFKA_SCHEMA_REGISTRY yourself
    python publish.py <producer id> <label>

Ends with 0 when the event was accepted, 1 when it was refused, 2 when no answer came.
"""

import os
import sys
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

BROKERS = os.environ["KAFKA_BROKERS"]
PREFIX = os.environ.get("TOPIC_PREFIX", "notifications.")
INBOUND, FEEDBACK = PREFIX + "inbound", PREFIX + "feedback"


def message(producer_id: str, label: str) -> dict:
    """A message with everything that it must have."""
    return {
        "eventId": str(uuid.uuid4()),
        "aggregateId": str(uuid.uuid4()),
        "occurredAt": int(time.time() * 1000),
        "producerId": producer_id,
        "label": label,
        "groupId": None,
        "organisationNumber": "988077917",
        "body": (
            "no.varselvakt.MessageCreated",
            {
                "text": "Dere har fått et nytt vedtak om lønnstilskudd.",
                "link": "https://arbeidsgiver.nav.no/",
                "recipients": [("no.varselvakt.AltinnResource", {"resourceId": "demo-tilskudd-lesetilgang"})],
                "externalMessages": [],
                "retention": {"until": None, "after": "P4M"},
            },
        ),
    }


def feedback_from_now() -> Consumer:
    """A consumer that stands at the end of the feedback topic before anything is published."""
    consumer = Consumer({"bootstrap.servers": BROKERS, "group.id": f"python-{uuid.uuid4()}", "enable.auto.commit": False})
    partitions = consumer.list_topics(FEEDBACK, timeout=10).topics[FEEDBACK].partitions
    ends = [TopicPartition(FEEDBACK, p, consumer.get_watermark_offsets(TopicPartition(FEEDBACK, p))[1]) for p in partitions]
    consumer.assign(ends)
    return consumer


def publish(registry: SchemaRegistryClient, event: dict) -> None:
    """Sends the event in the partition of its aggregate; raises when the broker refuses it."""
    schema = registry.get_latest_version(INBOUND + "-value").schema
    serialize = AvroSerializer(registry, schema, conf={"auto.register.schemas": False, "use.latest.version": True})
    failures = []
    # murmur2_random is the Java clients' partitioner: every language then agrees on the partition of a key.
    producer = Producer({"bootstrap.servers": BROKERS, "acks": "all", "enable.idempotence": True, "partitioner": "murmur2_random"})
    producer.produce(
        INBOUND,
        key=event["aggregateId"],
        value=serialize(event, SerializationContext(INBOUND, MessageField.VALUE)),
        on_delivery=lambda error, _: failures.append(error) if error else None,
    )
    producer.flush(30)
    if failures or len(producer):
        raise RuntimeError(f"not delivered: {failures or 'time-out'}")


def wait_for_outcome(consumer: Consumer, registry: SchemaRegistryClient, event_id: str, seconds: int) -> dict | None:
    """The first outcome about this event; only problems are told unless the register says `feedback: all`."""
    deserialize = AvroDeserializer(registry)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        record = consumer.poll(0.5)
        if record is None or record.error() or not record.key().decode().endswith(event_id):
            continue
        return deserialize(record.value(), SerializationContext(FEEDBACK, MessageField.VALUE))
    return None


def main() -> int:
    producer_id, label = sys.argv[1:3]
    registry = SchemaRegistryClient({"url": os.environ["KAFKA_SCHEMA_REGISTRY"]})
    consumer = feedback_from_now()
    event = message(producer_id, label)
    publish(registry, event)
    print(f"published {event['eventId']}")
    outcome = wait_for_outcome(consumer, registry, event["eventId"], seconds=30)
    consumer.close()
    if outcome is None:
        print("no outcome within 30 s")
        return 2
    print(outcome["outcome"])
    for finding in outcome["findings"]:
        print(f"  {finding['code']} {finding['path'] or ''}: {finding['remedyEn']}")
    return 1 if outcome["outcome"] in ("REJECTED", "UNREADABLE", "CONFLICT") else 0


if __name__ == "__main__":
    sys.exit(main())
