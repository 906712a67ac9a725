package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.StandingWatch;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.front.request.BodyRefusedException;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.PutRecordsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Puts the lines of a body of any length, in their order. One call is in flight at a time, with whatever came while the one
 * before it was; when calls take longer than lines, the body is not read on, and the sender feels it.
 */
final class LinePuts {
    /** What the network gives at a time has some kilobytes; this many go into one call. */
    private static final int MOST_PIECES = 64;

    /** For how long a call may wait for more. */
    private static final Duration GATHERING = Duration.ofMillis(2);

    /** A body that is in memory as a whole is cut into pieces of this size. */
    private static final int LARGEST_PIECE = 16 * 1024;

    /** As it came, and as the lines of a call. */
    private static final int TIMES_KEPT = 2;

    private static final Set<ErrorType> OF_SOME_LINE =
            EnumSet.of(ErrorType.VALIDATION, ErrorType.INVALID_ARGUMENT, ErrorType.SERIALIZATION);

    private final RestCalls calls;
    private final StandingWatch standings;
    private final BodyReader bodies;
    private final int longestLine;
    private final Duration longestPause;

    /**
     * @param bodies whose budget unfinished lines are taken from
     * @param longestPause how long the body may stand still
     */
    LinePuts(RestCalls calls, StandingWatch standings, BodyReader bodies, int longestLine, Duration longestPause) {
        this.calls = calls;
        this.standings = standings;
        this.bodies = bodies;
        this.longestLine = longestLine;
        this.longestPause = longestPause;
    }

    /**
     * The results of all lines, call by call. It fails only as long as there is no result: afterwards a line whose call
     * failed has that for its result. When the caller would no longer be let in, that is the result of the next line, and the last.
     */
    Flux<List<LineResult>> put(String stream, Flux<DataBuffer> body, @Nullable DataForm usualForm) {
        return calls.caller().flatMapMany(caller -> {
            AtomicLong lastLine = new AtomicLong();
            AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
            Mono<Void> lost = standings.lost(caller).onErrorResume(refused -> {
                refusal.set(refused);
                return Mono.empty();
            });
            return put(stream, body, usualForm, leaseOf(caller))
                    .doOnNext(results ->
                            lastLine.set(results.get(results.size() - 1).line()))
                    .takeUntilOther(lost)
                    .concatWith(Flux.defer(() -> ending(refusal.get(), lastLine.get())));
        });
    }

    private static Flux<List<LineResult>> ending(@Nullable Throwable refusal, long lastLine) {
        if (refusal == null) {
            return Flux.empty();
        }
        return lastLine == 0
                ? Flux.error(refusal)
                : Flux.just(List.of(LineResult.failed(lastLine + 1, Failures.toError(refusal))));
    }

    private BudgetUse leaseOf(Requester caller) {
        BudgetUse lease = bodies.lease(caller.origin());
        Optional.ofNullable(caller.accessKeyId()).ifPresent(lease::countFor);
        return lease;
    }

    private Flux<List<LineResult>> put(
            String stream, Flux<DataBuffer> body, @Nullable DataForm usualForm, BudgetUse lease) {
        LineSplitter splitter = new LineSplitter(longestLine, bytes -> reserve(lease, bytes));
        AtomicBoolean first = new AtomicBoolean(true);
        return body.timeout(longestPause, Mono.error(BodyRefusedException.tooSlow()))
                .concatMap(LinePuts::pieces, 1)
                .doOnNext(piece -> reserve(lease, TIMES_KEPT * piece.readableByteCount()))
                .bufferTimeout(MOST_PIECES, GATHERING, Schedulers.parallel(), ArrayList::new, true)
                .concatMap(
                        pieces -> {
                            int kept = TIMES_KEPT * bytes(pieces);
                            return put(stream, lines(splitter, pieces), usualForm, first)
                                    .doFinally(signal -> lease.shrink(kept));
                        },
                        1)
                .concatWith(Flux.defer(() -> put(stream, splitter.end(), usualForm, first)))
                .filter(results -> !results.isEmpty())
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .doFinally(signal -> lease.release());
    }

    private Flux<List<LineResult>> put(
            String stream, List<Line> lines, @Nullable DataForm usualForm, AtomicBoolean first) {
        return Flux.fromIterable(LineBatch.of(lines, stream, usualForm))
                .concatMap(batch -> put(stream, batch, first.getAndSet(false)), 1);
    }

    private static int bytes(List<DataBuffer> pieces) {
        return pieces.stream().mapToInt(DataBuffer::readableByteCount).sum();
    }

    private static void reserve(BudgetUse lease, int bytes) {
        if (!lease.grow(bytes)) {
            throw BodyRefusedException.noRoom();
        }
    }

    private static Flux<DataBuffer> pieces(DataBuffer buffer) {
        return buffer.readableByteCount() <= LARGEST_PIECE
                ? Flux.just(buffer)
                : Flux.<DataBuffer>generate(sink -> {
                            int size = Math.min(LARGEST_PIECE, buffer.readableByteCount());
                            if (size == 0) {
                                sink.complete();
                            } else {
                                sink.next(buffer.split(buffer.readPosition() + size));
                            }
                        })
                        .doFinally(signal -> DataBufferUtils.release(buffer));
    }

    private static List<Line> lines(LineSplitter splitter, List<DataBuffer> pieces) {
        List<Line> lines = new ArrayList<>();
        pieces.forEach(piece -> lines.addAll(splitter.take(piece)));
        return lines;
    }

    private Mono<List<LineResult>> put(String stream, LineBatch batch, boolean first) {
        if (!batch.hasRecords()) {
            return Mono.just(batch.results(List.of()));
        }
        return calls.perform(batch.toRequest(stream), PutRecordsResponse.class)
                .map(response -> batch.results(response.records()))
                .onErrorResume(KinesisException.class, failure -> afterFailure(stream, batch, first, failure));
    }

    /** A call is refused as a whole for one bad record, such as one too large for the stream: then each goes alone. */
    private Mono<List<LineResult>> afterFailure(
            String stream, LineBatch batch, boolean first, KinesisException failure) {
        if (OF_SOME_LINE.contains(failure.type())) {
            return batch.isSingle()
                    ? Mono.just(batch.failed(failure))
                    : Flux.fromIterable(batch.oneByOne())
                            .concatMap(one -> put(stream, one, false), 1)
                            .flatMapIterable(results -> results)
                            .collectList();
        }
        return first ? Mono.error(failure) : Mono.just(batch.failed(failure));
    }
}
