package dev.millrace.shard.simulation;

/** How badly the network and the store behave at the moment. */
public final class Weather {
    private final World world;
    private double lossRate;
    private double lateRate;
    private double slowness = 1;

    public Weather(World world) {
        this.world = world;
    }

    public void set(double newLossRate, double newLateRate, double newSlowness) {
        lossRate = newLossRate;
        lateRate = newLateRate;
        slowness = newSlowness;
    }

    public void calm() {
        set(0, 0, 1);
    }

    boolean loses() {
        return lossRate > 0 && world.chance(lossRate);
    }

    /** How long a request takes; a late one arrives long after its caller gave up. */
    long delay() {
        return lateRate > 0 && world.chance(lateRate)
                ? world.between(200, 4_000)
                : (long) (slowness * world.between(0.2, 3));
    }

    long answerDelay() {
        return (long) (slowness * world.between(0.1, 1.5));
    }
}
