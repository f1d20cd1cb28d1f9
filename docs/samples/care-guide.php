<?php
/**
 * Plugin Name: Careguide, by hand
 *
 * The short code [care_guide] for WordPress 6.5 or newer, until there is a plugin. Change the lines
 * marked HERE, and put this file into wp-content/mu-plugins/ (make that folder if it is missing).
 */

add_shortcode(
	'care_guide',
	function () {
		// HERE: where the folder careguide/ of the zip is. No version goes into the address (null): the loader
		// finds its other files by it.
		wp_enqueue_script_module( 'care-guide', content_url( 'uploads/careguide/care-guide.js' ), array(), null );

		// HERE: the endpoint, the clinic, and the fallback. The fallback has no <p>: WordPress may put
		// one around everything, and a <p> in a <p> ends it.
		return <<<'HTML'
<care-guide guide="mdma" endpoint="https://guide.clinic.example/api/consultations"
	clinic-name="Harbor Street Clinic" clinic-phone="617-555-0100"
	style="display:block;min-height:100vh">
	Call us: <a href="tel:+16175550100">617-555-0100</a>.
	In an emergency, call <a href="tel:911">911</a>.
	In a crisis, call <a href="tel:988">988</a>, day or night.
</care-guide>
HTML;
	}
);

// Asks plugins that delay scripts to leave the loader alone. The attribute of a consent manager
// belongs here too, such as 'data-cookieconsent' => 'ignore'.
add_filter(
	'wp_script_attributes',
	function ( $attributes ) {
		if ( 'care-guide-js-module' !== ( $attributes['id'] ?? '' ) ) {
			return $attributes;
		}
		// Cloudflare reads its own only in front of `src`.
		return array(
			'data-cfasync'       => 'false',
			'data-no-optimize'   => '1',
			'data-no-defer'      => '1',
			'data-noptimize'     => '1',
			'data-jetpack-boost' => 'ignore',
			'nitro-exclude'      => true,
			'nowprocket'         => true,
		) + $attributes;
	}
);
