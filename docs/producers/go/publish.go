// Publishes one message (beskjed) and waits until Varselvakt says what became of it.
//
//	eval "$(npx varselvakt stack env)"      # or set KAFKA_BROKERS and KAFKA_SCHEMA_REGISTRY yourself
//	go run . <producer id> <label>
//
// Ends with 0 when the event was accepted, 1 when it was refused, 2 when no answer came.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/hamba/avro/v2"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sr"
)

var (
	prefix   = envOr("TOPIC_PREFIX", "notifications.")
	inbound  = prefix + "inbound"
	feedback = prefix + "feedback"
)

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// message has everything that a message must have. Records of a union are named, as in Avro's JSON.
func message(producerID, label string) map[string]any {
	return map[string]any{
		"eventId":            uuid.NewString(),
		"aggregateId":        uuid.NewString(),
		"occurredAt":         time.Now(),
		"producerId":         producerID,
		"label":              label,
		"groupId":            nil,
		"organisationNumber": "988077917",
		"body": map[string]any{"no.varselvakt.MessageCreated": map[string]any{
			"text": "Dere har fått et nytt vedtak om lønnstilskudd.",
			"link": "https://arbeidsgiver.nav.no/",
			"recipients": []any{
				map[string]any{"no.varselvakt.AltinnResource": map[string]any{"resourceId": "demo-tilskudd-lesetilgang"}},
			},
			"externalMessages": []any{},
			"retention":        map[string]any{"no.varselvakt.Retention": map[string]any{"until": nil, "after": map[string]any{"string": "P4M"}}},
		}},
	}
}

// encode frames the event as every registry client does: a zero byte, the schema's id, the Avro bytes.
func encode(ctx context.Context, registry *sr.Client, event map[string]any) ([]byte, error) {
	registered, err := registry.SchemaByVersion(ctx, inbound+"-value", -1)
	if err != nil {
		return nil, err
	}
	schema, err := avro.Parse(registered.Schema.Schema)
	if err != nil {
		return nil, err
	}
	body, err := avro.Marshal(schema, event)
	if err != nil {
		return nil, err
	}
	header, err := new(sr.ConfluentHeader).AppendEncode(nil, registered.ID, nil)
	return append(header, body...), err
}

type outcome struct {
	Outcome  string `avro:"outcome"`
	Findings []struct {
		Code     string  `avro:"code"`
		Path     *string `avro:"path"`
		RemedyEn string  `avro:"remedyEn"`
	} `avro:"findings"`
}

// waitForOutcome gives the first outcome about this event; only problems are told unless the register says "feedback: all".
func waitForOutcome(ctx context.Context, client *kgo.Client, registry *sr.Client, eventID string) (*outcome, error) {
	for {
		fetches := client.PollFetches(ctx)
		if ctx.Err() != nil {
			return nil, nil
		}
		for iterator := fetches.RecordIter(); !iterator.Done(); {
			record := iterator.Next()
			if !strings.HasSuffix(string(record.Key), eventID) {
				continue
			}
			id, body, err := new(sr.ConfluentHeader).DecodeID(record.Value)
			if err != nil {
				return nil, err
			}
			written, err := registry.SchemaByID(ctx, id)
			if err != nil {
				return nil, err
			}
			var result outcome
			return &result, avro.Unmarshal(avro.MustParse(written.Schema), body, &result)
		}
	}
}

func run(producerID, label string) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	registry, err := sr.NewClient(sr.URLs(os.Getenv("KAFKA_SCHEMA_REGISTRY")))
	if err != nil {
		return 0, err
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(strings.Split(os.Getenv("KAFKA_BROKERS"), ",")...),
		kgo.ConsumeTopics(feedback),
		kgo.ConsumeResetOffset(kgo.NewOffset().AfterMilli(time.Now().UnixMilli())),
	)
	if err != nil {
		return 0, err
	}
	defer client.Close()
	event := message(producerID, label)
	value, err := encode(ctx, registry, event)
	if err != nil {
		return 0, err
	}
	// The default partitioner hashes keys as the Java clients do: every language then agrees on the partition of a key.
	record := &kgo.Record{Topic: inbound, Key: []byte(event["aggregateId"].(string)), Value: value}
	if err := client.ProduceSync(ctx, record).FirstErr(); err != nil {
		return 0, err
	}
	fmt.Println("published", event["eventId"])
	result, err := waitForOutcome(ctx, client, registry, event["eventId"].(string))
	if err != nil {
		return 0, err
	}
	if result == nil {
		fmt.Println("no outcome within 30 s")
		return 2, nil
	}
	fmt.Println(result.Outcome)
	for _, finding := range result.Findings {
		path := ""
		if finding.Path != nil {
			path = *finding.Path
		}
		fmt.Printf("  %s %s: %s\n", finding.Code, path, finding.RemedyEn)
	}
	if result.Outcome == "ACCEPTED" || result.Outcome == "WARNED" || result.Outcome == "DUPLICATE" {
		return 0, nil
	}
	return 1, nil
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: go run . <producer id> <label>")
	}
	code, err := run(os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	os.Exit(code)
}
