import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes one message (beskjed) and waits until Varselvakt says what became of it.
 *
 * <pre>
 *   eval "$(npx varselvakt stack env)"      # or set KAFKA_BROKERS and KAFKA_SCHEMA_REGISTRY yourself
 *   mvn -q compile exec:java -Dexec.args="producer-id label"
 * </pre>
 *
 * Ends with 0 when the event was accepted, 1 when it was refused, 2 when no answer came. With the Confluent or Apicurio
 * serializers on the class path, {@code encode} and {@code decode} are theirs.
 */
public final class Publish {
  private static final String BROKERS = System.getenv("KAFKA_BROKERS");
  private static final String REGISTRY = System.getenv("KAFKA_SCHEMA_REGISTRY");
  private static final String PREFIX = System.getenv().getOrDefault("TOPIC_PREFIX", "notifications.");
  private static final String INBOUND = PREFIX + "inbound";
  private static final String FEEDBACK = PREFIX + "feedback";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(REGISTRY + path)).timeout(Duration.ofSeconds(10)).build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IOException("the registry answered " + answer.statusCode());
    return JSON.readTree(answer.body());
  }

  /** A record of a union or of an optional field, found by its name. */
  private static Schema record(Schema schema, String name) {
    return schema.getTypes().stream().filter(type -> type.getName().equals(name)).findFirst().orElseThrow();
  }

  /** A message with everything that it must have. */
  private static GenericRecord message(Schema schema, String producerId, String label) {
    var body = record(schema.getField("body").schema(), "MessageCreated");
    var recipients = body.getField("recipients").schema();
    var resource = record(recipients.getElementType(), "AltinnResource");
    var retention = record(body.getField("retention").schema(), "Retention");
    return new GenericRecordBuilder(schema)
        .set("eventId", UUID.randomUUID().toString())
        .set("aggregateId", UUID.randomUUID().toString())
        .set("occurredAt", Instant.now().toEpochMilli())
        .set("producerId", producerId)
        .set("label", label)
        .set("groupId", null)
        .set("organisationNumber", "988077917")
        .set("body", new GenericRecordBuilder(body)
            .set("text", "Dere har fått et nytt vedtak om lønnstilskudd.")
            .set("link", "https://arbeidsgiver.nav.no/")
            .set("recipients", new GenericData.Array<>(recipients, List.of(
                new GenericRecordBuilder(resource).set("resourceId", "demo-tilskudd-lesetilgang").build())))
            .set("externalMessages", List.of())
            .set("retention", new GenericRecordBuilder(retention).set("until", null).set("after", "P4M").build())
            .build())
        .build();
  }

  /** Framed as every registry client does it: a zero byte, the schema's id, the Avro bytes. */
  private static byte[] encode(int schemaId, GenericRecord event) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static GenericRecord decode(byte[] framed) throws IOException, InterruptedException {
    var schemaId = ByteBuffer.wrap(framed).getInt(1);
    var schema = new Schema.Parser().parse(ask("/schemas/ids/" + schemaId).get("schema").asText());
    var decoder = DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null);
    return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
  }

  /** A consumer that stands at the end of the feedback topic before anything is published. */
  private static KafkaConsumer<String, byte[]> feedbackFromNow() {
    var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", BROKERS), new StringDeserializer(), new ByteArrayDeserializer());
    var partitions = consumer.partitionsFor(FEEDBACK).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  /** The first outcome about this event, or null; only problems are told unless the register says "feedback: all". */
  private static GenericRecord waitForOutcome(KafkaConsumer<String, byte[]> consumer, String eventId)
      throws IOException, InterruptedException {
    var deadline = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(deadline)) {
      for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofMillis(500))) {
        if (one.key().endsWith(eventId)) return decode(one.value());
      }
    }
    return null;
  }

  public static void main(String[] args) throws Exception {
    var registered = ask("/subjects/" + INBOUND + "-value/versions/latest");
    var schema = new Schema.Parser().parse(registered.get("schema").asText());
    var event = message(schema, args[0], args[1]);
    var eventId = event.get("eventId").toString();
    try (var consumer = feedbackFromNow();
        var producer = new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", BROKERS, "acks", "all"), new StringSerializer(), new ByteArraySerializer())) {
      var value = encode(registered.get("id").asInt(), event);
      producer.send(new ProducerRecord<>(INBOUND, event.get("aggregateId").toString(), value)).get();
      System.out.println("published " + eventId);
      var outcome = waitForOutcome(consumer, eventId);
      if (outcome == null) {
        System.out.println("no outcome within 30 s");
        System.exit(2);
      }
      var verdict = outcome.get("outcome").toString();
      System.out.println(verdict);
      for (var finding : (List<?>) outcome.get("findings")) {
        var told = (GenericRecord) finding;
        var path = told.get("path") == null ? "" : told.get("path");
        System.out.printf("  %s %s: %s%n", told.get("code"), path, told.get("remedyEn"));
      }
      System.exit(List.of("REJECTED", "UNREADABLE", "CONFLICT").contains(verdict) ? 1 : 0);
    }
  }
}
