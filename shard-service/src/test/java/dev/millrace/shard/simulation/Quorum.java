package dev.millrace.shard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Three replicas, written and read at two. A write reaches each by itself, soon, late or never, so that one that failed
 * may lie on any of them; a read sees what the two that it asks hold, and repairs them before it answers.
 */
public final class Quorum {
    public static final int REPLICAS = 3;
    static final int MAJORITY = 2;

    private final World world;
    private final Weather weather;
    private final List<Replica> replicas;
    private int down = -1;

    public Quorum(World world, Weather weather) {
        this.world = world;
        this.weather = weather;
        this.replicas =
                IntStream.range(0, REPLICAS).mapToObj(number -> new Replica()).toList();
    }

    /** Takes one replica away: what is written meanwhile comes to it afterwards, or when a read repairs it. */
    public void stop(int replica) {
        down = replica;
    }

    public void heal() {
        down = -1;
    }

    CompletionStage<Void> write(StoreLink link, Consumer<Replica> effect) {
        StoreLink.Call<Void> call = link.call();
        call.send(() -> coordinate(call, effect));
        return call.stage();
    }

    /** The node of the store that got the request sends it to each replica, and answers when two have it. */
    private void coordinate(StoreLink.Call<Void> call, Consumer<Replica> effect) {
        int[] acknowledgements = new int[1];
        for (int i = 0; i < REPLICAS; i++) {
            int number = i;
            if (weather.loses()) {
                hint(number, effect);
                continue;
            }
            world.after(weather.delay(), () -> {
                if (number == down) {
                    hint(number, effect);
                    return;
                }
                effect.accept(replicas.get(number));
                acknowledgements[0]++;
                if (acknowledgements[0] == MAJORITY) {
                    call.answer(null);
                }
            });
        }
    }

    private void hint(int number, Consumer<Replica> effect) {
        if (world.chance(0.5)) {
            world.after(world.between(500, 5_000), () -> effect.accept(replicas.get(number)));
        }
    }

    /**
     * Reads.
     *
     * @param snapshot what one replica holds, not touched any more
     * @param answer from the two snapshots, with what is to be repaired on both
     */
    <S, T> CompletionStage<T> read(StoreLink link, Function<Replica, S> snapshot, BiFunction<S, S, Answer<T>> answer) {
        StoreLink.Call<T> call = link.call();
        int leftOut = down >= 0 ? down : world.random().nextInt(REPLICAS);
        List<S> seen = new ArrayList<>();
        List<Replica> asked = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            if (i == leftOut) {
                continue;
            }
            Replica replica = replicas.get(i);
            call.send(() -> {
                seen.add(snapshot.apply(replica));
                asked.add(replica);
                if (seen.size() == MAJORITY) {
                    Answer<T> merged = answer.apply(seen.get(0), seen.get(1));
                    asked.forEach(merged.repair);
                    call.answer(merged.value);
                }
            });
        }
        return call.stage();
    }

    record Answer<T>(T value, Consumer<Replica> repair) {}
}
