package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.PutRecordRequest;
import dev.millrace.protocol.message.PutRecordResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records of a stream: put, and read by shard or by partition key. */
@RestController
@Tag(name = "Records")
@RequestMapping("/v1/streams/{stream}")
class RecordResource {
    private final RestCalls calls;
    private final LinePuts lines;
    private final RecordReads reads;
    private final RecordAnswers answers;

    RecordResource(RestCalls calls, LinePuts lines, RecordReads reads, RecordAnswers answers) {
        this.calls = calls;
        this.lines = lines;
        this.reads = reads;
        this.answers = answers;
    }

    /** Puts one record, described by a JSON object. */
    @Operation(
            summary =
                    "Puts one record, or many: JSON for one, lines of JSON for a stream of them, any other body as the data itself")
    @PostMapping(path = "/records", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PutResult> putJson(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable String as,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RecordSchemas.Put.class)))
                    @RequestBody
                    byte[] record) {
        return put(NewRecordReader.read(record, DataForm.ofQuery(as)).toRequest(stream));
    }

    /** Puts one record, whose data is the body as it is. */
    @Parameter(name = PartitionKeyHeader.NAME, in = ParameterIn.HEADER, schema = @Schema(type = "string"))
    @PostMapping(
            path = "/records",
            consumes = {"text/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PutResult> putBytes(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable String partitionKey,
            @RequestParam(required = false) @Nullable String explicitHashKey,
            @RequestBody(required = false) byte @Nullable [] data,
            ServerWebExchange exchange) {
        String key = PartitionKeyHeader.orGiven(exchange.getRequest().getHeaders(), partitionKey);
        return put(new PutRecordRequest(stream, data == null ? new byte[0] : data, key, explicitHashKey, null, null));
    }

    /** Puts a record for each line, and answers with a line for each. */
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = LineResult.class)))
    @PostMapping(
            path = "/records",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> putLines(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable String as,
            @RequestParam(defaultValue = "all") String results,
            ServerWebExchange exchange) {
        boolean failedOnly = failedOnly(results);
        DataForm form = DataForm.ofQuery(as);
        Flux<DataBuffer> body = exchange.getRequest().getBody();
        Flux<List<LineResult>> puts = lines.put(stream, body, form);
        return answers.lines(exchange, failedOnly ? puts.map(RecordResource::failures) : puts);
    }

    /** Reads records of a shard or of a partition key, from a position or from where an iterator stands. */
    @Operation(summary = "Reads records of a shard or a partition key, from a position or where an iterator stands")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = RecordSchemas.Page.class)))
    @GetMapping("/records")
    Mono<Void> read(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable String iterator,
            @RequestParam(required = false) @Nullable String shardId,
            @RequestParam(required = false) @Nullable String partitionKey,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String sequenceNumber,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "text") String as,
            ServerWebExchange exchange) {
        DataForm form = DataForm.named(as);
        ReadPosition position = ReadPosition.of(from, sequenceNumber, timestamp);
        Mono<RecordPage> page;
        if (iterator != null) {
            requireNone("iterator", shardId, from, sequenceNumber, timestamp);
            page = partitionKey == null
                    ? reads.next(stream, iterator, limit)
                    : reads.nextOfKey(stream, partitionKey, iterator, limit);
        } else if (partitionKey != null) {
            requireNone("partitionKey", shardId);
            page = reads.ofKey(stream, partitionKey, position, limit);
        } else if (shardId != null) {
            page = reads.ofShard(stream, shardId, position, limit);
        } else {
            throw RequestErrors.invalid("Say what to read: shardId, partitionKey or iterator.");
        }
        return answers.page(exchange, page, form);
    }

    /** Reads records of one shard from a position. */
    @Operation(summary = "Reads records of one shard from a position")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = RecordSchemas.Page.class)))
    @GetMapping("/shards/{shardId}/records")
    Mono<Void> readShard(
            @PathVariable String stream,
            @PathVariable String shardId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String sequenceNumber,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "text") String as,
            ServerWebExchange exchange) {
        return read(stream, null, shardId, null, from, sequenceNumber, timestamp, limit, as, exchange);
    }

    /** What would contradict a parameter, or be ignored beside it. */
    private static void requireNone(String parameter, @Nullable Object... others) {
        if (Stream.of(others).anyMatch(Objects::nonNull)) {
            throw RequestErrors.invalid(
                    "The " + parameter + " says where to read; another place cannot be given with it.");
        }
    }

    private Mono<PutResult> put(PutRecordRequest request) {
        return calls.perform(request, PutRecordResponse.class).map(PutResult::of);
    }

    private static boolean failedOnly(String results) {
        if (!results.equals("all") && !results.equals("failed")) {
            throw RequestErrors.invalid("results must be all or failed.");
        }
        return results.equals("failed");
    }

    private static List<LineResult> failures(List<LineResult> results) {
        return results.stream().filter(LineResult::isFailure).toList();
    }

    /** Where a record went. */
    record PutResult(String shardId, String sequenceNumber) {
        static PutResult of(PutRecordResponse response) {
            return new PutResult(response.shardId().toString(), response.sequenceNumber());
        }
    }
}
