package dev.millrace.gateway.front.listener;

import java.util.Optional;

/** A listener with what meets its connections. */
record Entrance(Listener listener, Optional<ListenerTls> tls, Doorkeeper door) {}
