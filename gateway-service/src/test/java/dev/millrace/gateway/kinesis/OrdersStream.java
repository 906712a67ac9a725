package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A stream of two shards, and calls in JSON to the gateway that has it; what is asked is written with single quotes. */
final class OrdersStream {
    /** How errors name it. */
    static final String UNDER = "stream orders under account 000000000000";

    private final RunningGateway gateway;
    private final StreamDescription description;

    private OrdersStream(RunningGateway gateway, StreamDescription description) {
        this.gateway = gateway;
        this.description = description;
    }

    /** The stream, empty, in place of one that was there before, with shards that refuse nothing. */
    static OrdersStream anew(RunningGateway gateway) {
        OrdersStream orders = new OrdersStream(gateway, MemoryCatalog.stream("orders", 2));
        gateway.shards.answerWith(gateway.shards::store);
        gateway.shards.refuseReads(Refusal.NONE);
        orders.call("DeleteStream", "{'StreamName':'orders'}");
        gateway.catalog.put(orders.description);
        return orders;
    }

    HttpResponse<String> call(String operation, String request) {
        return gateway.call(operation, request.replace('\'', '"'));
    }

    String ok(String operation, String request) {
        HttpResponse<String> answer = call(operation, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    void assertRefused(String operation, String request, String error, String message) {
        HttpResponse<String> answer = call(operation, request);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"" + error + "\",\"message\":\"" + message + "\"}");
    }

    /** Puts a record into the first shard. */
    String put(String key) {
        return ok(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'" + key + "','ExplicitHashKey':'0','Data':'AAAA'}");
    }

    String iterator(String shard, String position) {
        return text(
                ok(
                        "GetShardIterator",
                        "{'StreamName':'orders','ShardId':'" + shard + "','ShardIteratorType':" + position + "}"),
                "ShardIterator");
    }

    /** The partition keys that one GetRecords gets. */
    List<String> keys(String iterator) {
        return all(ok("GetRecords", "{'ShardIterator':'" + iterator + "'}"), "PartitionKey");
    }

    /** Closes the first shard, with children in its place. */
    void splitFirstShard() {
        Shard parent = description.shards().open().get(0);
        Shard other = description.shards().open().get(1);
        List<Shard> shards = new ArrayList<>(List.of(
                new Shard(
                        0,
                        parent.range(),
                        parent.parent(),
                        parent.adjacentParent(),
                        parent.createdAt(),
                        Optional.of(parent.createdAt().plusSeconds(1))),
                other));
        for (HashKeyRange range : HashKeyRange.uniform(4).subList(0, 2)) {
            shards.add(new Shard(
                    shards.size(),
                    range,
                    OptionalInt.of(0),
                    OptionalInt.empty(),
                    parent.createdAt().plusSeconds(1),
                    Optional.empty()));
        }
        gateway.catalog.put(MemoryCatalog.with(description, shards));
        gateway.shards.close(description.id(), 0);
    }

    /** The text of a member of an answer, the first if there are several of that name. */
    static String text(String json, String member) {
        return all(json, member).get(0);
    }

    /** The texts of all members of an answer with that name. */
    static List<String> all(String json, String member) {
        return Pattern.compile("\"" + member + "\":\"([^\"]*)\"")
                .matcher(json)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
