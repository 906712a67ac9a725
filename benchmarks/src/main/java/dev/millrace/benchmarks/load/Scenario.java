package dev.millrace.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The first four rows of the speed table in the design. */
enum Scenario {
    PUT_RECORD("PutRecord 1 KB, 32 connections", 32, 1, 1_000),
    PUT_RECORDS_SMALL("PutRecords 500 × 100 B, 8 connections", 8, 500, 100),
    PUT_RECORDS_LARGE("PutRecords 100 × 1 KB, 8 connections", 8, 100, 1_000),
    /** Readers go from the trim horizon to the tip, over and over; two of them share a shard when there are four. */
    GET_RECORDS("GetRecords 1 KB from TRIM_HORIZON, limit 1000, 8 readers", 8, 1_000, 1_000);

    private final String title;
    private final int connections;
    private final int recordsPerCall;
    private final int dataBytes;

    Scenario(String title, int connections, int recordsPerCall, int dataBytes) {
        this.title = title;
        this.connections = connections;
        this.recordsPerCall = recordsPerCall;
        this.dataBytes = dataBytes;
    }

    static Scenario named(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + ", but " + names()));
    }

    static String names() {
        return Arrays.stream(values()).map(Scenario::optionName).collect(Collectors.joining(", "));
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    int connections() {
        return connections;
    }

    int recordsPerCall() {
        return recordsPerCall;
    }

    int dataBytes() {
        return dataBytes;
    }
}
