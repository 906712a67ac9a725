package dev.millrace.cassandra.embedded;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Begins sessions of the native protocol, version 4, byte by byte, and tells by which kind of frame the node answered. */
final class CqlLogin {
    static final int ERROR = 0x00;
    static final int READY = 0x02;
    static final int AUTHENTICATE = 0x03;
    static final int AUTH_SUCCESS = 0x10;

    private static final int STARTUP = 0x01;
    private static final int QUERY = 0x07;
    private static final int AUTH_RESPONSE = 0x0F;
    private static final int VERSION = 0x04;
    private static final int PATIENCE_MILLIS = 60_000;

    private final InetSocketAddress node;

    CqlLogin(InetSocketAddress node) {
        this.node = node;
    }

    int withoutPassword() throws IOException {
        try (Socket socket = connect()) {
            return answer(socket, STARTUP, options());
        }
    }

    /** Asks although a login was demanded. */
    int queryWithoutPassword() throws IOException {
        try (Socket socket = connect()) {
            answer(socket, STARTUP, options());
            return answer(socket, QUERY, query("SELECT release_version FROM system.local"));
        }
    }

    int as(String user, String password) throws IOException {
        try (Socket socket = connect()) {
            answer(socket, STARTUP, options());
            byte[] shown = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
            int answer = answer(socket, AUTH_RESPONSE, body(body -> {
                body.writeInt(shown.length);
                body.write(shown);
            }));
            if (answer != AUTH_SUCCESS) {
                return answer;
            }
            int result = answer(socket, QUERY, query("SELECT release_version FROM system.local"));
            return result == ERROR ? ERROR : answer;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(node, PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] options() throws IOException {
        return body(body -> {
            body.writeShort(1);
            body.writeUTF("CQL_VERSION");
            body.writeUTF("3.0.0");
        });
    }

    /** The text, consistency ONE, no flags. */
    private static byte[] query(String text) throws IOException {
        return body(body -> {
            body.writeInt(text.length());
            body.writeBytes(text);
            body.writeShort(1);
            body.writeByte(0);
        });
    }

    private static int answer(Socket socket, int kind, byte[] body) throws IOException {
        socket.getOutputStream().write(body(frame -> {
            frame.write(new byte[] {VERSION, 0, 0, 0, (byte) kind});
            frame.writeInt(body.length);
            frame.write(body);
        }));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(4);
        int answer = in.readUnsignedByte();
        in.skipNBytes(in.readInt());
        return answer;
    }

    private static byte[] body(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
