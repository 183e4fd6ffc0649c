<?php
// A webhook handler as a bot's author writes it: form body from $_POST, answer first, then call the portal back.
$settings = json_decode(file_get_contents(getenv('HANDLER_SETTINGS')), true);

http_response_code(200);
header('Content-Type: application/json');
echo json_encode(['status' => 'ok']);

$event = $_POST['event'] ?? '';
$data = $_POST['data'] ?? [];
file_put_contents($settings['log'], json_encode(['event' => $event, 'post' => $_POST]) . "\n", FILE_APPEND | LOCK_EX);

if (!hash_equals($settings['applicationToken'], $_POST['auth']['application_token'] ?? '')) {
    exit;
}

if ($event === 'ONIMBOTV2MESSAGEADD') {
    $fields = [
        'botId' => (int)$data['bot']['id'],
        'botToken' => $settings['botToken'],
        'dialogId' => $data['chat']['dialogId'],
        'fields' => ['message' => 'PHP heard: ' . $data['message']['text']],
    ];
    file_get_contents($settings['webhook'] . 'imbot.v2.Chat.Message.send', false, stream_context_create(['http' => [
        'method' => 'POST',
        'header' => 'Content-Type: application/x-www-form-urlencoded',
        'content' => http_build_query($fields),
        'ignore_errors' => true,
    ]]));
}
