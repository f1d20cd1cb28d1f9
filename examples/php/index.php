<?php $guide = $argv[1] ?? '../../dist'; // The folder of the guide's build. ?>
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The guide printed by PHP</title>
<link rel="icon" href="data:,">
<script type="module" src="http://127.0.0.1:8080/care-guide.js"></script>
</head>
<body>
<h1>Our clinic</h1>
<care-guide guide="mdma" clinic="http://127.0.0.1:8080/clinic.json" endpoint="http://127.0.0.1:8080/api/consultations">
  <?php readfile("$guide/embed/mdma.en.html"); ?>
  <p>Call us: <a href="tel:+16175550100">617-555-0100</a></p>
  <p>In an emergency, call <a href="tel:911">911</a>.
     In a crisis, call <a href="tel:988">988</a> or <a href="sms:988">text 988</a>, day or night.</p>
</care-guide>
</body>
</html>
